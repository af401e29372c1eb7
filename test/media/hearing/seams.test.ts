import { describe, expect, it } from 'vitest'
import { settleSeams } from '../../../media/hearing/seams.ts'
import { OUTSIDE } from '../../../media/hearing/testimony.ts'

const FRAMES = 600

/** The recording goes on `extra` frames later from frame `after` on. */
function jump(after: number, extra: number): Int32Array {
  return Int32Array.from({ length: FRAMES }, (_, f) => f + 100 + (f < after ? 0 : extra))
}

/** Sound is as it should be where `isTrue` says so, at so many frames' offset. */
function street(isTrue: (frame: number, offset: number) => boolean) {
  return (pairing: Int32Array) =>
    Float32Array.from(pairing, (there, f) =>
      there < 0 ? 0 : isTrue(f, there - f - 100) ? 0.2 : -0.2,
    )
}

function settle(pairing: Int32Array, testify: ReturnType<typeof street>) {
  const evidence = testify(pairing)
  return { seams: settleSeams(pairing, evidence, testify), evidence }
}

describe('a seam', () => {
  it('is what a recorder lost when all beside it sounds as it should', () => {
    const pairing = jump(310, -20)
    const lost = street((f, offset) => (f < 300 ? offset === 0 : f >= 320 && offset === -20))
    const { seams, evidence } = settle(pairing, lost)

    expect(seams).toEqual([])
    expect([...pairing.keys()].filter((f) => pairing[f] === OUTSIDE)).toEqual(
      Array.from({ length: 20 }, (_, i) => 300 + i),
    )
    expect(Math.min(...evidence)).toBe(0)
  })

  it('is odd when other sound lies beside the frames that are missing', () => {
    const pairing = jump(310, -20)
    const other = street((f, offset) => (f < 280 ? offset === 0 : f >= 340 && offset === -20))

    expect(settle(pairing, other).seams).toHaveLength(1)
  })

  it('is odd when the recording gained time', () => {
    const gained = street((f, offset) => (f < 300 ? offset === 0 : offset === 25))

    expect(settle(jump(300, 25), gained).seams).toEqual([{ before: 299, after: 300, extra: 25 }])
  })

  it('is none when the sound came by two ways, from two horns', () => {
    const twice = street((_, offset) => offset === 0 || offset === 25)

    expect(settle(jump(300, 25), twice).seams).toEqual([])
  })

  it('is none where clocks drift', () => {
    expect(
      settle(
        jump(300, 3),
        street(() => true),
      ).seams,
    ).toEqual([])
  })
})
