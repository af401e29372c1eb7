import type { AddressInfo } from 'node:net'
import { createConnection, createServer, type Socket } from 'node:net'

/** A network line to a server of this machine, which can be pulled out and put back. */
export type Cable = Readonly<{
  url: string
  pull(): void
  plug(): void
  close(): void
}>

export async function layCable(port: number): Promise<Cable> {
  const open = new Set<Socket>()
  let plugged = true
  const server = createServer((near) => {
    if (!plugged) return void near.destroy()
    const far = createConnection({ host: '127.0.0.1', port })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  const cut = () => {
    for (const socket of open) socket.destroy()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pull: () => {
      plugged = false
      cut()
    },
    plug: () => {
      plugged = true
    },
    close: () => {
      cut()
      server.close()
    },
  }
}
