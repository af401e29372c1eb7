import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLoopback, portOf } from '../../../server/http/loopback.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { hasProgram } from '../../support/programs.ts'

describe('the edge of the server', () => {
  let centre: Centre

  beforeAll(async () => {
    centre = await startCentre()
  })
  afterAll(() => centre.stop())

  it.for([
    '//live/',
    '//live/district/',
    '//live/../tiep-am.sqlite',
    '//live/%2e%2e/keys/root.json',
    '//%',
  ])('answers %s as not found, in both languages', async (url) => {
    const reply = await centre.nobody.get(url)
    expect(reply.statusCode).toBe(404)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json()).toMatchObject({ code: 'not-found', vi: expect.any(String) })
  })

  it('refuses the stream of changes to who cannot read one', async () => {
    const reply = await centre.as('lan').get('/live', { accept: 'application/json' })
    expect(reply.json()).toMatchObject({ code: 'wrong-format' })
  })

  it('lets players of this machine in by loopback, on the same port after a restart', async () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'tiep-am-port-')), 'port')
    const first = await openLoopback(centre.app, file)
    const port = portOf(first)
    const reply = await fetch(`http://127.0.0.1:${port}/healthz`)
    expect(((await reply.json()) as { database: string }).database).toBe('ok')
    first.closeAllConnections()
    await new Promise((resolve) => first.close(resolve))
    const again = await openLoopback(centre.app, file)
    expect(portOf(again)).toBe(port)
    again.close()
  })
})

describe('a certificate', () => {
  it('that cannot be used is named in one sentence per language', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-tls-'))
    const file = path.join(folder, 'not.pem')
    writeFileSync(file, 'not a certificate')
    const env = { TIEP_AM_TLS_CERT: file, TIEP_AM_TLS_KEY: file }
    await expect(startCentre({ env })).rejects.toThrow('TIEP_AM_TLS_CERT')
    const missing = { TIEP_AM_TLS_CERT: `${file}.gone`, TIEP_AM_TLS_KEY: file }
    await expect(startCentre({ env: missing })).rejects.toThrow('cannot be read')
  })

  it.runIf(hasProgram('openssl'))('lets the server speak HTTPS', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-tls-'))
    const [cert, key] = [path.join(folder, 'c.pem'), path.join(folder, 'k.pem')]
    const subject = ['-subj', '/CN=localhost', '-days', '2', '-nodes']
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-keyout', key, '-out', cert, ...subject],
      { stdio: 'ignore' },
    )
    const centre = await startCentre({ env: { TIEP_AM_TLS_CERT: cert, TIEP_AM_TLS_KEY: key } })
    const address = await centre.app.listen({ host: '127.0.0.1', port: 0 })
    expect(address).toMatch(/^https:/)
    await centre.stop()
  })
})
