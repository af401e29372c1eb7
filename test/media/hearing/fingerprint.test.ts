import { describe, expect, it } from 'vitest'
import { fingerprint, readFingerprint } from '../../../media/hearing/fingerprint.ts'
import { Matcher } from '../../../media/hearing/match.ts'
import { makeReference } from '../../../media/hearing/reference.ts'
import { chunks, cut, horn, join, noise, sample, silence, withNoise } from './street.ts'

const bulletin = await sample('2g-lui-den-16-10')
const other = await sample('2g-to-cong-nghe-so')
const programme = await sample('2g-kiem-tra-may')
const length = bulletin.length / 8000
const matcher = new Matcher([makeReference('bulletin', bulletin), makeReference('other', other)])

async function bitsOf(sound: Float32Array, chunk = 5000): Promise<Uint8Array> {
  const parts = []
  for await (const part of fingerprint(chunks(sound, chunk))) parts.push(part)
  return Buffer.concat(parts)
}

async function hear(sound: Float32Array) {
  const print = readFingerprint(await bitsOf(sound))
  if (print === null) throw new Error('no fingerprint')
  return matcher.matchFingerprint(print)
}

const street = (sound: Float32Array) =>
  withNoise(horn(join(cut(programme, 0, 6), silence(0.5), sound, silence(1))), 10, 1)

describe('a fingerprint', () => {
  it('takes 125 bytes a second, the same whatever the chunks', async () => {
    const bits = await bitsOf(street(bulletin))

    expect(bits.length / ((bulletin.length + 60_000) / 8000)).toBeCloseTo(125, 0)
    expect(Buffer.compare(await bitsOf(street(bulletin), 777), bits)).toBe(0)
  })

  it('still tells which bulletin sounded, and from when on', async () => {
    const found = await hear(street(bulletin))

    expect(found.map((one) => one.bulletin)).toEqual(['bulletin'])
    expect(found[0]?.startS).toBeCloseTo(6.5, 1)
    expect(found[0]?.coverage).toBeGreaterThan(0.9)
  })

  it('proves no edition that nobody registered', async () => {
    const middle = length / 2
    const edition = join(
      cut(bulletin, 0, middle),
      cut(programme, 3, 6),
      cut(bulletin, middle + 3, length),
    )
    const found = await hear(street(edition))

    expect(found.map(({ verdict }) => verdict)).not.toContain('proved')
  })

  it('gets no claim where there was nothing', async () => {
    expect(await hear(silence(30))).toEqual([])
    expect(await hear(noise(60, 3))).toEqual([])
    expect(await hear(new Float32Array(0))).toEqual([])
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['a sound file', new TextEncoder().encode('RIFF....WAVEfmt ')],
    ['two days', Buffer.concat([Buffer.from('TAPRINT1'), Buffer.alloc(2 * 86_400 * 125)])],
  ])('is not read from %s', (_, bytes) => {
    expect(readFingerprint(bytes)).toBeNull()
  })

  it('that was cut off is heard as far as it goes', async () => {
    const bits = await bitsOf(street(bulletin))
    const print = readFingerprint(bits.subarray(0, Math.floor(bits.length / 2) + 3))

    expect(print === null ? [] : matcher.matchFingerprint(print)).toMatchObject([
      { bulletin: 'bulletin' },
    ])
  })
})
