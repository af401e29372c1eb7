import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { probe } from '../../media/probe.ts'
import { makeSound, temporaryFolder } from './sounds.ts'

const mp3 = { demuxer: 'mp3', skipBytes: 0 } as const

describe('reading the headers of a file', () => {
  it('tells what it claims, without what would steer a screen', async () => {
    const title = 'a\u202eb\u0000\u001b[31mc'
    const metadata = ['-metadata', `title=${title.replaceAll('\u0000', '')}`]
    const path = await makeSound(join(await temporaryFolder(), 'a.mp3'), 2, undefined, ...metadata)

    const claims = await probe(path, mp3)

    expect(claims).toMatchObject({ container: 'MPEG', sampleRate: 48_000, title: 'a b [31mc' })
    expect(Math.abs((claims.promisedMs ?? 0) - 2000)).toBeLessThan(60)
  })

  it('says nothing of what cannot be read, and then goes on with the next', async () => {
    const folder = await temporaryFolder()
    const bad = join(folder, 'bad')
    await writeFile(bad, 'no header at all')
    const good = await makeSound(join(folder, 'a.mp3'), 1)

    const [nothing, missing, something] = await Promise.all([
      probe(bad, { demuxer: 'flac', skipBytes: 0 }),
      probe(join(folder, 'missing'), mp3),
      probe(good, mp3),
    ])

    expect(nothing).toMatchObject({ codec: null, promisedMs: null })
    expect(missing).toMatchObject({ codec: null, promisedMs: null })
    expect(something.codec).toContain('Layer 3')
  })

  it.each([
    ['a.w64', 'w64', []],
    ['a.caf', 'caf', []],
    ['a.wav', 'wav', ['-rf64', 'always']],
  ] as const)(
    'tells of a large-file format that its end is missing: %s',
    async (name, demuxer, options) => {
      const folder = await temporaryFolder()
      const whole = await makeSound(join(folder, name), 2, undefined, ...options)
      const cut = join(folder, `cut-${name}`)
      const bytes = await readFile(whole)
      await writeFile(cut, bytes.subarray(0, bytes.length * 0.6))

      const recognised = { demuxer, skipBytes: 0 }
      expect(await probe(whole, recognised)).toMatchObject({ isCutOff: false })
      expect(await probe(cut, recognised)).toMatchObject({ isCutOff: true })
    },
  )
})
