import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'

/** A bad line to a server: slow upwards, and cut when a test says so. */
export type BadLine = Readonly<{
  url: string
  /** Bytes that went up so far. */
  sent(): number
  /** Tears every connection and takes none until `mend`. */
  cut(): void
  mend(): void
  /** Bytes a second that go up on each connection; as many as come when it is not said. */
  slow(bytesPerSecond: number | null): void
  close(): Promise<void>
}>

/** Pieces of so many milliseconds' worth go up at once. */
const PIECE_MS = 50

export async function openBadLine(target: string): Promise<BadLine> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let sent = 0
  let isCut = false
  let rate: number | null = null
  const server = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(Number(port), hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
    far.pipe(near)
    near.on('data', (chunk: Buffer) => {
      sent += chunk.length
      if (!far.write(chunk) && rate === null) {
        near.pause()
        far.once('drain', () => near.resume())
      }
      if (rate === null) return
      near.pause()
      setTimeout(() => near.resume(), Math.max(PIECE_MS, (chunk.length / rate) * 1000))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    cut: () => {
      isCut = true
      for (const socket of sockets) socket.destroy()
    },
    mend: () => {
      isCut = false
    },
    slow: (bytesPerSecond) => {
      rate = bytesPerSecond
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
