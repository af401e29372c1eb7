import { readFileSync } from 'node:fs'
import { fastifyCompress } from '@fastify/compress'
import { fastifyCookie } from '@fastify/cookie'
import { fastifyHelmet } from '@fastify/helmet'
import { fastifyMultipart } from '@fastify/multipart'
import { fastifyRateLimit } from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { problem, StartFault } from '../errors.ts'

/** Enough for a push of 500 station events; uploads have their own limit. */
export const BODY_LIMIT_BYTES = 2_000_000

/** What stands between the network and the routes. */
export async function guardEdge(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(fastifyCookie)
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The component library sets colours and sizes as inline styles.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        // hls.js feeds the player through blobs and demuxes in a worker.
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: config.tls !== null,
  })
  await app.register(fastifyCompress, { threshold: 2_048 })
  await app.register(fastifyMultipart, { limits: { files: 1, fields: 10, fieldSize: 10_000 } })
  await app.register(fastifyRateLimit, {
    global: false,
    errorResponseBuilder: (_request, limit) =>
      problem('too-many', { seconds: Math.ceil(limit.ttl / 1_000) }),
  })
}

/**
 * Certificate and key for HTTPS, or null for plain HTTP behind loopback or a declared proxy.
 * @throws Error naming the file that cannot be read
 */
export function readTls(tls: Config['tls']): Readonly<{ cert: Buffer; key: Buffer }> | null {
  return (
    tls && { cert: readPem('TIEP_AM_TLS_CERT', tls.cert), key: readPem('TIEP_AM_TLS_KEY', tls.key) }
  )
}

function readPem(setting: string, file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new StartFault(
      `${setting}: không đọc được ${file}. Hãy cấp quyền đọc hoặc sửa lại đường dẫn.`,
      `${setting}: ${file} cannot be read. Give this user the right, or correct it.`,
      error,
    )
  }
}
