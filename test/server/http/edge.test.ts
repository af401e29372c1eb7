import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Centre, startCentre } from '../../support/centre.ts'

let centre: Centre
const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-pages-'))
beforeAll(async () => {
  const pages = path.join(folder, 'dist')
  const liveSound = path.join(folder, 'live')
  mkdirSync(path.join(pages, 'assets'), { recursive: true })
  mkdirSync(path.join(liveSound, 'district'), { recursive: true })
  writeFileSync(path.join(pages, 'index.html'), '<title>Trang chính</title>')
  writeFileSync(path.join(pages, 'truc.html'), '<title>Trực</title>')
  writeFileSync(path.join(pages, 'assets', 'app-1a2b.js'), 'export {}')
  writeFileSync(path.join(folder, 'secret.txt'), 'bí mật')
  centre = await startCentre({ areas: { pages, liveSound } })
  writeFileSync(path.join(liveSound, 'district', 'index.m3u8'), '#EXTM3U\n')
  writeFileSync(path.join(liveSound, 'district', 's1.m4s'), 'x')
})
afterAll(async () => {
  await centre.stop()
  rmSync(folder, { recursive: true })
})

describe('the pages', () => {
  it('answer any address of the application, and the duty officer’s at /truc', async () => {
    const html = { accept: 'text/html' }
    for (const address of ['//', '//lich-phat?ngay=1', '//nhat-ky/x'])
      expect((await centre.nobody.get(address, html)).body).toContain('Trang chính')
    expect((await centre.nobody.get('//truc', html)).body).toContain('Trực')
    expect((await centre.nobody.get('//', html)).headers['cache-control']).toBe('no-cache')
  })

  it('do not answer for the API, for files that are not there, or for what lies beside them', async () => {
    const html = { accept: 'text/html' }
    for (const address of ['/khong-co', '//assets/khong-co.js', '//live/khong/index.m3u8'])
      expect((await centre.nobody.get(address, html)).statusCode).toBe(404)
    for (const address of ['//../secret.txt', '//..%2fsecret.txt', '//live/..%2f..%2fsecret.txt'])
      expect((await centre.nobody.get(address)).body).not.toContain('bí mật')
  })

  it('keep files that are named by their content for ever', async () => {
    const reply = await centre.nobody.get('//assets/app-1a2b.js')
    expect(reply.headers['cache-control']).toContain('immutable')
  })

  it('run nobody else’s scripts and show in nobody else’s frame', async () => {
    const { headers } = await centre.nobody.get('//', { accept: 'text/html' })
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("media-src 'self' blob:")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
  })
})

describe('live sound', () => {
  it('has playlists that are never kept and the types that players expect', async () => {
    const playlist = await centre.nobody.get('//live/district/index.m3u8')
    expect(playlist.headers).toMatchObject({
      'content-type': 'application/vnd.apple.mpegurl',
      'cache-control': 'no-cache, no-store',
    })
    const segment = await centre.nobody.get('//live/district/s1.m4s')
    expect(segment.headers['content-type']).toBe('video/iso.segment')
  })
})

describe('the document of the API', () => {
  it('is OpenAPI 3.1 with readable names, and can be browsed', async () => {
    const document = (await centre.nobody.get('/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining(['Session', 'Station', 'Bulletin', 'Upload', 'Health', 'Problem']),
    )
    const page = await centre.nobody.get('//api/docs/')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('swagger')
  })
})

describe('what changes', () => {
  it('is told to open screens at once, and a closing server lets them go', async () => {
    await centre.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = centre.app.server.address() as AddressInfo
    const cookie = await centre.as('lan').cookie()
    const reply = await fetch(`http://127.0.0.1:${port}/api/v1/live`, { headers: { cookie } })
    expect(reply.headers.get('content-type')).toContain('text/event-stream')
    const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const hear = async (until: string) => {
      while (!heard.includes(until)) {
        const part = await reader?.read()
        if (!part || part.done) break
        heard += part.value
      }
      return heard
    }
    await hear('event: open')
    centre.deps.live.tell({ topic: 'plan', station: 'district' })
    expect(await hear('"plan"')).toContain(
      'event: change\ndata: {"topic":"plan","station":"district"}',
    )
    await centre.app.close()
    expect(await reader?.read()).toMatchObject({ done: true })
  })
})
