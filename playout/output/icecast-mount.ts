import { connect } from 'node:net'

/** Where on which server, and with what login. */
export type IcecastMount = Readonly<{
  host: string
  port: number
  path: string
  user: string
  password: string
  /** PUT is today's way; SOURCE is what old servers understand. */
  method: 'PUT' | 'SOURCE'
  format: IcecastFormat
}>

export type IcecastFormat = 'mp3' | 'opus'

export const CONTENT_TYPES: Readonly<Record<IcecastFormat, string>> = {
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
}

const TITLE_TIME_LIMIT_MS = 3_000
const MAX_ANSWER = 10_000

/**
 * `icecast://source:password@host:8000/mount.mp3`, or http://; `?method=source` for old servers. A
 * mount that ends in .opus or .ogg, or `?format=opus`, is given Ogg Opus.
 * @throws Error with a sentence when it is none
 */
export function parseIcecastUrl(text: string): IcecastMount {
  const address = URL.canParse(text) ? new URL(text.replace(/^icecast:/, 'http:')) : null
  if (address?.protocol !== 'http:' || address.pathname === '/')
    throw new Error(`not an Icecast address (icecast://user:password@host:port/mount): ${text}`)
  return {
    host: address.hostname,
    port: Number(address.port || 8000),
    path: address.pathname,
    user: decodeURIComponent(address.username) || 'source',
    password: decodeURIComponent(address.password),
    method: address.searchParams.get('method')?.toLowerCase() === 'source' ? 'SOURCE' : 'PUT',
    format: isOpus(address) ? 'opus' : 'mp3',
  }
}

function isOpus({ pathname, searchParams }: URL): boolean {
  const format = searchParams.get('format')?.toLowerCase()
  return format === undefined ? /\.(opus|ogg)$/i.test(pathname) : format === 'opus'
}

export function authorizationOf({ user, password }: IcecastMount): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
}

/**
 * Tells the server what sounds now, in UTF-8. Asked over a plain socket: importing Node's HTTP takes
 * 11 MB, for this one line.
 */
export function updateTitle(mount: IcecastMount, title: string): Promise<void> {
  const query = new URLSearchParams({
    mount: mount.path,
    mode: 'updinfo',
    charset: 'UTF-8',
    song: title,
  })
  const lines = [
    `GET /admin/metadata?${query} HTTP/1.0`,
    `Host: ${mount.host}:${mount.port}`,
    `Authorization: ${authorizationOf(mount)}`,
    'User-Agent: tiep-am',
  ]
  return new Promise((resolve, reject) => {
    const asked = connect({ host: mount.host, port: mount.port })
    let answer = ''
    asked.setTimeout(TITLE_TIME_LIMIT_MS, () => asked.destroy(new Error('no answer')))
    asked.once('connect', () => asked.write(`${lines.join('\r\n')}\r\n\r\n`))
    asked.on('data', (bytes: Buffer) => {
      answer += bytes.toString('latin1')
      if (answer.length > MAX_ANSWER) asked.destroy()
    })
    asked.once('error', reject)
    asked.once('close', () =>
      /^HTTP\/1\.[01] 200 /.test(answer)
        ? resolve()
        : reject(new Error(`the server answered ${answer.slice(0, 30)}`)),
    )
  })
}
