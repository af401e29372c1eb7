import { connect } from 'node:net'

/** One person's uploads in parts, over a real connection to a server that listens. */
export type TusClient = Readonly<{
  create(bytes: number, fileName: string, first?: Uint8Array): Promise<Response>
  head(url: string): Promise<Response>
  patch(url: string, offset: number, part: Uint8Array): Promise<Response>
  remove(url: string): Promise<Response>
  /** Sends the first bytes of a part, waits until they have come, then cuts the connection. */
  breakOff(
    url: string,
    offset: number,
    part: Uint8Array,
    after: number,
    haveCome: () => Promise<unknown>,
  ): Promise<void>
  /** How much has come, once no part is being written any more. */
  offset(url: string): Promise<number>
}>

const PART = 'application/offset+octet-stream'

export function tusClient(origin: string, cookie: string): TusClient {
  const headers = { cookie, 'tus-resumable': '1.0.0' }
  const at = (url: string) => new URL(url, origin)
  const head = (url: string) => fetch(at(url), { method: 'HEAD', headers })
  return {
    head,
    create: (bytes, fileName, first) =>
      fetch(at('/api/v1/uploads/tus'), {
        method: 'POST',
        headers: {
          ...headers,
          'upload-length': String(bytes),
          'upload-metadata': `filename ${Buffer.from(fileName).toString('base64')}`,
          ...(first ? { 'content-type': PART } : {}),
        },
        ...(first ? { body: Buffer.from(first) } : {}),
      }),
    patch: (url, offset, part) =>
      fetch(at(url), {
        method: 'PATCH',
        headers: { ...headers, 'upload-offset': String(offset), 'content-type': PART },
        body: Buffer.from(part),
      }),
    remove: (url) => fetch(at(url), { method: 'DELETE', headers }),
    breakOff: (url, offset, part, after, haveCome) =>
      new Promise((resolve, reject) => {
        const { hostname, port, pathname } = at(url)
        const lines = [
          `PATCH ${pathname} HTTP/1.1`,
          ...[`Host: ${hostname}:${port}`, `Cookie: ${cookie}`, 'Tus-Resumable: 1.0.0'],
          ...[`Upload-Offset: ${offset}`, `Content-Type: ${PART}`],
          ...[`Content-Length: ${part.length}`, '', ''],
        ]
        const socket = connect(Number(port), hostname)
        socket.on('error', reject)
        socket.on('close', () => resolve())
        socket.write(lines.join('\r\n'))
        socket.write(part.subarray(0, after))
        haveCome().then(() => socket.destroy(), reject)
      }),
    offset: async (url) => {
      const reply = await head(url)
      if (!reply.ok) throw new Error(`HEAD ${url}: ${reply.status}`)
      return Number(reply.headers.get('upload-offset'))
    },
  }
}
