import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'

/**
 * Plain HTTP for the players of this very machine, when others are spoken to by HTTPS only: the
 * office's certificate is made out to its public name, and need not be one that players know. The port
 * is kept in a file, since players that go on playing over a restart look for it there.
 */
export async function openLoopback(app: FastifyInstance, portFile: string): Promise<Server> {
  const server = createServer((request, response) => app.routing(request, response))
  const kept = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0
  await listen(server, kept).catch(() => listen(server, 0))
  writeFileSync(portFile, `${portOf(server)}\n`)
  return server
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
