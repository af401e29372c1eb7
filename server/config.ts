import path from 'node:path'
import { z } from 'zod'

/** One setting: its environment name, how it is read, and what `--help` says of it. */
const settings = {
  PORT: {
    shape: z.coerce.number().int().min(0).max(65_535).default(8080),
    says: 'port of the web interface (8080)',
  },
  HOST: { shape: z.string().default('127.0.0.1'), says: 'address it listens on (127.0.0.1)' },
  TIEP_AM_DATA: {
    shape: z.string().default('./data'),
    says: 'folder of everything that is kept (./data)',
  },
  TIEP_AM_ADMIN_PASSWORD: {
    shape: z.string().min(8).max(200).optional(),
    says: 'password of "admin" at the first start (if unset, one is made and printed once)',
  },
  TIEP_AM_PRESET: {
    shape: z.enum(['sample', 'none']).default('sample'),
    says: 'what an empty data folder starts with: the sample district, or none (sample)',
  },
  TIEP_AM_PUBLIC_URL: {
    shape: z.url().optional(),
    says: 'address under which stations and phones reach it',
  },
  TIEP_AM_TLS_CERT: { shape: z.string().optional(), says: 'certificate file (PEM) for HTTPS' },
  TIEP_AM_TLS_KEY: { shape: z.string().optional(), says: 'key file (PEM) for HTTPS' },
  TIEP_AM_TRUST_PROXY: {
    shape: z.string().optional(),
    says: 'address of a proxy that speaks HTTPS in front of it; without certificate or proxy, only loopback is served',
  },
  TIEP_AM_VOICES: {
    shape: z.string().optional(),
    says: 'JSON file of further voices that read texts aloud (see README)',
  },
} as const

export type Config = Readonly<{
  port: number
  host: string
  /** Absolute. */
  data: string
  adminPassword: string | null
  preset: 'sample' | 'none'
  /** Without a slash at its end. */
  publicUrl: string
  tls: Readonly<{ cert: string; key: string }> | null
  trustProxy: string | null
  /** Absolute; the file of configured voices. */
  voices: string | null
}>

/** What `tiep-am --help` lists. */
export function describeSettings(): string {
  return Object.entries(settings)
    .map(([name, { says }]) => `  ${name.padEnd(24)} ${says}`)
    .join('\n')
}

/**
 * The environment as a frozen configuration.
 * @param hostname this machine's name, by which others reach it when it listens on every address
 * @throws Error with one sentence in each language, on a line of its own, that names the setting
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  hostname = 'localhost',
): Config {
  const shape = z.object(
    Object.fromEntries(Object.entries(settings).map(([name, { shape }]) => [name, shape])) as {
      [Name in keyof typeof settings]: (typeof settings)[Name]['shape']
    },
  )
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = shape.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const what = `${issue?.path.join('.')}: ${issue?.message}`
    throw new Error(
      `Cấu hình chưa đúng ở ${what}. Xem: npx tiep-am --help\n` +
        `The configuration is wrong at ${what}. See: npx tiep-am --help`,
    )
  }
  const value = parsed.data
  const loopback = ['127.0.0.1', '::1', 'localhost'].includes(value.HOST)
  const { TIEP_AM_TLS_CERT: cert, TIEP_AM_TLS_KEY: key } = value
  if (Boolean(cert) !== Boolean(key))
    throw new Error(
      'TIEP_AM_TLS_CERT và TIEP_AM_TLS_KEY đi cùng nhau: đặt cả hai hoặc bỏ cả hai.\n' +
        'TIEP_AM_TLS_CERT and TIEP_AM_TLS_KEY belong together: set both or neither.',
    )
  if (!loopback && !cert && !value.TIEP_AM_TRUST_PROXY)
    throw new Error(
      `HOST=${value.HOST} sẽ gửi mật khẩu không mã hoá. Hãy đặt TIEP_AM_TLS_CERT và TIEP_AM_TLS_KEY, hoặc TIEP_AM_TRUST_PROXY nếu phía trước có proxy HTTPS.\n` +
        `HOST=${value.HOST} would serve passwords over plain HTTP. Set TIEP_AM_TLS_CERT and TIEP_AM_TLS_KEY, or TIEP_AM_TRUST_PROXY when a proxy speaks HTTPS in front.`,
    )
  const scheme = cert ? 'https' : 'http'
  const reachedAs = ['0.0.0.0', '::'].includes(value.HOST) ? hostname : value.HOST
  return Object.freeze({
    port: value.PORT,
    host: value.HOST,
    data: path.resolve(value.TIEP_AM_DATA),
    adminPassword: value.TIEP_AM_ADMIN_PASSWORD ?? null,
    preset: value.TIEP_AM_PRESET,
    publicUrl: (value.TIEP_AM_PUBLIC_URL ?? `${scheme}://${reachedAs}:${value.PORT}`).replace(
      /\/+$/,
      '',
    ),
    tls: cert && key ? { cert, key } : null,
    trustProxy: value.TIEP_AM_TRUST_PROXY ?? null,
    voices: value.TIEP_AM_VOICES ? path.resolve(value.TIEP_AM_VOICES) : null,
  })
}
