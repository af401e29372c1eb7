import { describe, expect, it } from 'vitest'
import { describeSettings, readConfig } from '../../server/config.ts'

describe('the settings', () => {
  it('have a working default each, and are all listed with what they do', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      preset: 'sample',
      tls: null,
    })
    for (const name of [
      'PORT',
      'HOST',
      'TIEP_AM_DATA',
      'TIEP_AM_ADMIN_PASSWORD',
      'TIEP_AM_PRESET',
      'TIEP_AM_PUBLIC_URL',
      'TIEP_AM_TLS_CERT',
      'TIEP_AM_TLS_KEY',
      'TIEP_AM_TRUST_PROXY',
    ])
      expect(describeSettings()).toContain(name)
  })

  it('refuse plain HTTP off loopback unless a proxy is declared', () => {
    expect(() => readConfig({ HOST: '0.0.0.0' })).toThrow('plain HTTP')
    expect(readConfig({ HOST: '0.0.0.0', TIEP_AM_TRUST_PROXY: '10.0.0.1' }).trustProxy).toBe(
      '10.0.0.1',
    )
    expect(
      readConfig({ HOST: '0.0.0.0', TIEP_AM_TLS_CERT: 'c', TIEP_AM_TLS_KEY: 'k' }).tls,
    ).toEqual({
      cert: 'c',
      key: 'k',
    })
  })

  it('tell others the name of this machine when it listens everywhere', () => {
    const everywhere = { HOST: '0.0.0.0', TIEP_AM_TLS_CERT: 'c', TIEP_AM_TLS_KEY: 'k' }
    expect(readConfig(everywhere, 'may-chu').publicUrl).toBe('https://may-chu:8080')
  })

  it.for([
    [{ PORT: 'tám' }, 'PORT'],
    [{ TIEP_AM_PRESET: 'demo' }, 'TIEP_AM_PRESET'],
    [{ TIEP_AM_ADMIN_PASSWORD: 'ngắn' }, 'TIEP_AM_ADMIN_PASSWORD'],
    [{ TIEP_AM_TLS_CERT: 'c' }, 'TIEP_AM_TLS_KEY'],
  ] as const)('refuse %o with a sentence in each language that names %s', ([env, name]) => {
    const said = (() => {
      try {
        readConfig(env)
        return ''
      } catch (error) {
        return (error as Error).message
      }
    })()
    expect(said.split('\n')).toHaveLength(2)
    for (const line of said.split('\n')) expect(line).toContain(name)
  })
})
