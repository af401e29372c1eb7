import path from 'node:path'
import { fastifyStatic } from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { openToAll } from '../access.ts'
import { notFound, sendProblem } from './problem-reply.ts'

/**
 * The built web pages. Files are named by their content and kept for ever by browsers; the two pages
 * themselves are asked for anew each time. An address that is no file belongs to the application,
 * which finds its own way; `/truc` is the duty officer's phone page.
 */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(async (pages) => {
    openToAll(pages)
    await pages.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      // The files are known from the start; every other address is the application's.
      wildcard: false,
      setHeaders: (reply, file) => {
        const named = path.relative(folder, file).startsWith(`assets${path.sep}`)
        reply.header('cache-control', named ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
      index: ['index.html'],
    })
    pages.get('/truc', { schema: { hide: true } }, (_request, reply) => reply.sendFile('truc.html'))
    pages.setNotFoundHandler((request, reply) => {
      const asksForPage =
        request.method === 'GET' &&
        !/^\/(api|live|assets)(\/|$)/.test(request.url) &&
        (request.headers.accept ?? '').includes('text/html')
      return asksForPage ? reply.sendFile('index.html') : sendProblem(reply, notFound(request))
    })
  })
}

/** Live sound as the players write it: playlists change every few seconds, segments never. */
export async function serveLiveSound(app: FastifyInstance, folder: string): Promise<void> {
  await app.register(async (pages) => {
    openToAll(pages)
    await pages.register(fastifyStatic, {
      root: folder,
      prefix: '/live/',
      decorateReply: false,
      index: false,
      cacheControl: false,
      // A player writes new segments all the time, so addresses are looked up when asked for.
      wildcard: true,
      setHeaders: (reply, file) => {
        reply.header('content-type', soundTypes[path.extname(file)] ?? 'application/octet-stream')
        reply.header(
          'cache-control',
          file.endsWith('.m3u8') ? 'no-cache, no-store' : 'public, max-age=3600',
        )
        reply.header('access-control-allow-origin', '*')
      },
    })
  })
}

const soundTypes: Readonly<Record<string, string>> = {
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.ts': 'video/mp2t',
  '.m4s': 'video/iso.segment',
  '.mp4': 'video/mp4',
  '.aac': 'audio/aac',
}
