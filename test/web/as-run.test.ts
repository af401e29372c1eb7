import { describe, expect, it } from 'vitest'
import type { Airing } from '../../web/api/shapes.ts'
import { asRun, heardFrom } from '../../web/data/as-run.ts'

const airing = (
  item: string,
  attempt: number,
  outcome: Airing['outcome'],
  startedAt: number | null,
  endedAt: number | null,
) => ({ item, attempt, outcome, startedAt, endedAt })

describe('what the log says beside a plan', () => {
  it('is from the first sound to the last, also when a player began anew', () => {
    const ran = asRun([
      airing('a', 2, 'aired', 130, 160),
      airing('a', 1, 'partial', 100, 110),
      airing('b', 1, 'partial', 200, 210),
    ])
    expect(ran.get('a')).toEqual({ heard: { startsAt: 100, endsAt: 160 }, outcome: 'aired' })
    expect(ran.get('b')).toEqual({ heard: { startsAt: 200, endsAt: 210 }, outcome: 'partial' })
    expect(ran.get('c')).toBeUndefined()
  })

  it('has no times for what nobody heard, and no end for what has not ended', () => {
    const ran = asRun([
      airing('skipped', 1, 'skipped', null, null),
      airing('silent', 1, 'silent', 100, 110),
      airing('sounding', 1, 'sounding', 100, null),
    ])
    expect(ran.get('skipped')).toEqual({ heard: null, outcome: 'skipped' })
    expect(ran.get('silent')).toEqual({ heard: null, outcome: 'silent' })
    expect(ran.get('sounding')?.heard).toEqual({ startsAt: 100, endsAt: null })
  })

  it('of a window is from its first thing that was heard to its last', () => {
    const ran = asRun([
      airing('a', 1, 'aired', 100, 110),
      airing('b', 1, 'skipped', null, null),
      airing('c', 1, 'aired', 130, 140),
    ])
    expect(heardFrom(['a', 'b', 'c', 'd'].map((item) => ran.get(item)))).toEqual({
      ...{ startsAt: 100, endsAt: 140 },
    })
    expect(heardFrom([ran.get('b'), undefined])).toBeNull()
  })
})
