import { describe, expect, it } from 'vitest'
import { Matcher } from '../../../media/hearing/match.ts'
import { makeReference } from '../../../media/hearing/reference.ts'
import {
  chunks,
  cut,
  horn,
  join,
  match,
  noise,
  RATE,
  sample,
  silence,
  tones,
  withNoise,
} from './street.ts'

const bulletin = await sample('2g-lui-den-16-10')
const other = await sample('2g-to-cong-nghe-so')
const third = await sample('2g-vi-sao-dung')
const programme = await sample('2g-kiem-tra-may')
const length = bulletin.length / RATE

/** The bulletin with three seconds of something else of the same voice in its middle. */
const middle = length / 2
const edition = join(
  cut(bulletin, 0, middle),
  cut(programme, 3, 6),
  cut(bulletin, middle + 3, length),
)

function street(sound: Float32Array, seed = 1): Float32Array {
  return withNoise(horn(join(cut(programme, 0, 6), silence(0.5), sound, silence(1))), 10, seed)
}
const BEGINS = 6.5

describe('a recording of a street', () => {
  it('proves the bulletin that sounded, from its first second on', async () => {
    const found = await match({ bulletin, other, third }, street(bulletin))

    expect(found).toMatchObject([{ bulletin: 'bulletin', verdict: 'proved', differing: [] }])
    expect(found[0]?.startS).toBeCloseTo(BEGINS, 1.5)
    expect(found[0]?.coverage).toBeGreaterThan(0.97)
  })

  it('says nothing of bulletins when there were none', async () => {
    const found = await match({ bulletin, other }, street(join(third, programme)))

    expect(found).toEqual([])
  })

  it('hears two bulletins one after the other', async () => {
    const found = await match({ bulletin, other, third }, street(join(bulletin, silence(1), other)))

    expect(found.map((one) => one.bulletin).sort()).toEqual(['bulletin', 'other'])
    expect(found.every(({ verdict }) => verdict === 'proved')).toBe(true)
  })

  it('says how much was heard when the sound broke off', async () => {
    const found = await match({ bulletin, other }, street(join(cut(bulletin, 0, 14), programme)))

    expect(found).toMatchObject([{ bulletin: 'bulletin', verdict: 'heard-in-part' }])
    expect(Math.abs((found[0]?.coverage ?? 0) - 14 / length)).toBeLessThan(0.03)
  })

  it('joins what a recorder that lost time has torn apart', async () => {
    const whole = street(bulletin)
    const torn = join(cut(whole, 0, 16), cut(whole, 16.4, whole.length / RATE))
    const found = await match({ bulletin, other }, torn)

    expect(found).toMatchObject([{ bulletin: 'bulletin', verdict: 'proved' }])
    expect(found[0]?.startS).toBeCloseTo(BEGINS, 1.5)
    expect(found[0]?.spans.length).toBeGreaterThan(1)
  })
})

describe('two editions of one script', () => {
  it('proves the edition that sounded and says nothing of its twin', async () => {
    const old = await match({ bulletin, edition }, street(edition))
    const current = await match({ bulletin, edition }, street(bulletin))

    expect(old).toMatchObject([{ bulletin: 'edition', verdict: 'proved' }])
    expect(current).toMatchObject([{ bulletin: 'bulletin', verdict: 'proved' }])
  })

  it('never proves an edition that nobody registered, and names what differs', async () => {
    const found = await match({ bulletin, other }, street(edition))

    expect(found).toMatchObject([{ bulletin: 'bulletin', verdict: 'heard-in-part' }])
    const [stretch] = found[0]?.differing ?? []
    expect(stretch?.kind).toBe('other-sound')
    expect(Math.abs((stretch?.fromS ?? 0) - middle)).toBeLessThan(0.7)
    expect(Math.abs((stretch?.toS ?? 0) - middle - 3)).toBeLessThan(0.7)
    expect(Math.abs((stretch?.recordingFromS ?? 0) - BEGINS - middle)).toBeLessThan(0.7)
  })

  it.each([
    ['an hour that is said longer', 1.2, 1.7],
    ['an hour that is said shorter', 1.2, 0.7],
    ['an hour that takes as long', 1, 1],
    ['one word that takes as long', 0.4, 0.4],
    ['two words put in', 0, 0.5],
  ])('never proves an edition with %s', async (_, without, instead) => {
    const said = join(
      cut(bulletin, 0, middle),
      cut(programme, 4, 4 + instead),
      cut(bulletin, middle + without, length),
    )
    const found = await match({ bulletin, other }, street(said))

    expect(found).toMatchObject([{ bulletin: 'bulletin', verdict: 'heard-in-part' }])
    const near = found[0]?.differing.filter(
      ({ fromS, toS }) => fromS < middle + without + 1 && toS > middle - 1,
    )
    expect(near).not.toEqual([])
  })

  it('does not prove a bulletin into which something was put', async () => {
    const longer = join(
      cut(bulletin, 0, middle),
      cut(programme, 3, 7),
      cut(bulletin, middle, length),
    )
    const found = await match({ bulletin, other }, street(longer))

    expect(found).toMatchObject([{ bulletin: 'bulletin', verdict: 'heard-in-part' }])
    expect(found[0]?.differing).toMatchObject([{ kind: 'inserted' }])
  })

  it('names the seconds in which the recorder delivered nothing', async () => {
    const muted = street(bulletin)
    muted.fill(0, Math.round((BEGINS + 10) * RATE), Math.round((BEGINS + 13) * RATE))
    const found = await match({ bulletin, other }, muted)

    expect(found).toMatchObject([{ verdict: 'heard-in-part', differing: [{ kind: 'no-sound' }] }])
    expect(found[0]?.coverage).toBeLessThan(1 - 2.5 / length)
  })

  it('proves neither of two bulletins that are the same sound', async () => {
    const found = await match({ bulletin, again: bulletin }, street(bulletin))

    expect(found).toHaveLength(1)
    expect(found[0]?.verdict).not.toBe('proved')
    expect(found[0]?.sameAs).toHaveLength(1)
  })
})

describe('a clip', () => {
  it('matches when the bulletin fills it, which is no partial relay', async () => {
    const clip = cut(street(bulletin), BEGINS + 5, BEGINS + 17)
    const found = await match({ bulletin, other, third }, clip)

    expect(found).toMatchObject([{ bulletin: 'bulletin', verdict: 'matches-in-clip' }])
    expect(found[0]?.startS).toBeCloseTo(-5, 1)
  })
})

describe('a bulletin that the plan expects', () => {
  const five = street(join(cut(bulletin, 8, 13), silence(0.5), cut(programme, 6, 30)), 2)

  it('is heard by five seconds of it, which are too few for one that nobody expects', async () => {
    const bulletins = { bulletin, other, third }

    expect(await match(bulletins, five)).toEqual([])
    expect(await match(bulletins, five, 5000, ['bulletin'])).toMatchObject([
      { bulletin: 'bulletin', verdict: 'heard-in-part' },
    ])
  })

  it('is not heard where it did not sound, nor proved by another edition', async () => {
    const bulletins = { bulletin, other }
    const expected = ['bulletin', 'other']

    expect(await match(bulletins, street(join(third, programme)), 5000, expected)).toEqual([])
    expect(await match(bulletins, street(edition), 5000, expected)).toMatchObject([
      { bulletin: 'bulletin', verdict: 'heard-in-part' },
    ])
  })
})

const melody = [330, 392, 440, 523, 440, 392, 587, 494].map((hertz) => tones(0.3, hertz))

describe('sound that proves nothing', () => {
  it.each([
    ['no sound at all', new Float32Array(0)],
    ['a fifth of a second', noise(0.2, 3)],
    ['silence', silence(30)],
    ['a constant', silence(30).fill(0.7)],
    ['a tone', tones(30, 1000)],
    ['music', silence(40).map((_, i) => melody[Math.floor(i / 2400) % 8]?.[i % 2400] ?? 0)],
    ['noise clipped at full scale', noise(30, 4).map((v) => Math.sign(v))],
    ['what is not a number', silence(20).fill(Number.NaN)],
  ])('gets no claim: %s', async (_, recording) => {
    expect(await match({ bulletin, other }, recording)).toEqual([])
  })

  it('is not proved by a bulletin shorter than a block, nor by an empty one', async () => {
    const bulletins = {
      short: cut(bulletin, 4, 5.5),
      empty: new Float32Array(0),
      quiet: silence(20),
    }

    const found = await match(bulletins, street(bulletin))

    expect(found.filter(({ verdict }) => verdict === 'proved')).toEqual([])
  })

  it('is told from a hundred bulletins', async () => {
    const hundred = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`b${i}`, cut(third, i / 10, i / 10 + 6)]),
    )

    expect(await match(hundred, street(programme))).toEqual([])
    expect(await match({ ...hundred, bulletin }, street(bulletin))).toMatchObject([
      { bulletin: 'bulletin', verdict: 'proved' },
    ])
  })

  it('is heard with no bulletin at all', async () => {
    expect(await match({}, street(bulletin))).toEqual([])
  })
})

describe('the answer', () => {
  it('comes after a report of all the seconds that were heard', async () => {
    const seconds: number[] = []
    const matcher = new Matcher([makeReference('bulletin', bulletin)])

    await matcher.match(chunks(noise(70, 8), 5000), new Set(), (heard) => seconds.push(heard))

    expect(seconds.at(-1)).toBe(70)
    expect(seconds.length).toBeGreaterThan(2)
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b))
  })

  it('is the same whatever the chunks, and the same again', async () => {
    const recording = street(bulletin)
    const first = await match({ bulletin, other }, recording, 5000)

    expect(JSON.stringify(await match({ bulletin, other }, recording, 5000))).toBe(
      JSON.stringify(first),
    )
    expect(JSON.stringify(await match({ bulletin, other }, recording, 777))).toBe(
      JSON.stringify(first),
    )
  })

  it('is one claim for a bulletin that lies across two segments of a long recording', async () => {
    const before = noise(390, 5).map((v) => 0.05 * v)
    const found = await match(
      { bulletin, other },
      withNoise(join(before, bulletin, silence(60)), 20, 6),
    )

    expect(found).toMatchObject([{ bulletin: 'bulletin', verdict: 'proved' }])
    expect(found[0]?.startS).toBeCloseTo(390, 1.5)
  })
})
