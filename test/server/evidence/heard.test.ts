import { describe, expect, it } from 'vitest'
import { judge } from '../../../server/compliance/standing.ts'
import { effectiveVerdict, findsOf } from '../../../server/evidence/find.ts'
import { type HeardRecording, hearingsOf, NOTHING_HEARD } from '../../../server/evidence/heard.ts'
import { checkRecording, freshnessOf } from '../../../server/evidence/recording.ts'
import { aRecording, due, weighed } from '../../support/hearables.ts'
import { airing, obligation } from '../../support/judging.ts'

const DUE = due('k', 'a', 1_100_000)
const other = { kind: 'other-sound', fromMs: 9, toMs: 9, recordingFromMs: 9, recordingToMs: 9 }
const differing = [{ ...other, kind: 'other-sound' as const }]

const heardIn = (
  finds: Parameters<typeof weighed>[3] | null,
  changes: Parameters<typeof aRecording>[0] = {},
  attested: HeardRecording['attested'] = [],
) => {
  const found = finds === null ? [] : [weighed(1, 'a', 100, finds)]
  const heard = hearingsOf([DUE], [{ recording: aRecording(changes), finds: found, attested }])
  return heard.get('k') ?? NOTHING_HEARD
}
const LATER = 9_000_000
const said = (verdict: 'full' | 'partial' | 'none') => ({ id: 'w1', verdict })
const judged = (
  heard: ReturnType<typeof heardIn>,
  airings: Parameters<typeof judge>[1] = [],
  word: Parameters<typeof judge>[2] = null,
  now = LATER,
) => {
  const { standing, grade, disagreement } = judge(obligation, airings, word, now, heard)
  return [standing, grade, disagreement]
}

describe('an obligation of which there are recordings', () => {
  it('is heard when it was proved, whatever else is said, and a contradiction is named', () => {
    const proved = heardIn({})
    expect(judged(proved)).toEqual(['relayed', 'heard', null])
    expect(judged(proved, [airing()])).toEqual(['relayed', 'heard', null])
    expect(judged(proved, [airing({ startedAt: 200_000 })])).toEqual(['late', 'heard', null])
    expect(judged(proved, [airing({ outcome: 'partial' })])).toEqual(['partly', 'heard', null])
    expect(judged(proved, [airing({ outcome: 'silent' })])).toEqual([
      ...['relayed', 'heard', 'heard-though-missed'],
    ])
    expect(judged(proved, [], said('none'))).toEqual(['relayed', 'heard', 'heard-though-missed'])
    expect(judged(proved, [], null, 0)).toEqual(['relayed', 'heard', null])
  })

  it('is partly relayed where a stretch was recorded and differs, or disagrees with who said more', () => {
    const part = heardIn({ effective: 'heard-in-part', differing })
    expect(judged(part)).toEqual(['partly', 'heard', null])
    expect(judged(part, [airing()])).toEqual(['relayed', 'logged', 'heard-in-part'])
    expect(judged(part, [], said('full'))).toEqual(['relayed', 'declared', 'heard-in-part'])
  })

  it('is no partial one because the recording ends early, nor for a few words that others say too', () => {
    const short = { coverage: 4_000, coverageFrom: 4_000 }
    const cut = heardIn({ ...short, effective: 'heard-in-part' })
    expect(judged(cut)).toEqual(['no-evidence', 'none', null])
    expect(judged(cut, [], said('full'))).toEqual(['relayed', 'declared', null])
    const clip = heardIn({ ...short, effective: 'matches-in-clip' }, {})
    expect(judged(clip)).toEqual(['no-evidence', 'none', null])
    expect(judged(clip, [], said('full'))).toEqual(['relayed', 'declared', null])
    const words = heardIn({ effective: 'heard-in-part', differing, coverageFrom: 1_200 })
    expect(judged(words)).toEqual(['no-evidence', 'none', null])
  })

  it('disagrees where a recording covers all of it by a checked clock and nothing of it is in there', () => {
    const nothing = heardIn(null)
    expect(nothing.doubts).toEqual([{ recording: 'r1', why: 'nothing' }])
    expect(judged(nothing, [airing()])).toEqual(['relayed', 'logged', 'heard-nothing'])
    expect(judged(nothing, [], said('full'))).toEqual(['relayed', 'declared', 'heard-nothing'])
    // Without a claim there is nothing to disagree with, and never a miss.
    expect(judged(nothing)).toEqual(['no-evidence', 'none', null])
    for (const changes of [
      { clock: 'unchecked' },
      { startedAt: 1_095_000 },
      { startedAt: 1 },
    ] as const)
      expect(heardIn(null, changes).doubts).toEqual([])
  })

  it('names the other version that was heard in its place', () => {
    const old = { ...weighed(1, 'a/old', 100), bulletins: ['a'] }
    const heard = hearingsOf([DUE], [{ recording: aRecording(), finds: [old], attested: [] }]).get(
      'k',
    )
    expect(judged(heard ?? NOTHING_HEARD, [airing()])).toEqual([
      ...['relayed', 'logged', 'heard-other-version'],
    ])
  })

  it('falls back to what else is known once somebody overruled the find', () => {
    expect(effectiveVerdict('proved', [{ verdict: 'not-proved' }])).toBe('not-proved')
    expect(effectiveVerdict('proved', [{ verdict: 'not-proved' }, { verdict: 'as-heard' }])).toBe(
      'proved',
    )
    const rejected = heardIn({ effective: 'not-proved', overruled: true })
    expect(judged(rejected)).toEqual(['no-evidence', 'none', null])
    expect(judged(rejected, [airing()])).toEqual(['relayed', 'logged', null])
    const partByEar = heardIn({ effective: 'heard-in-part', overruled: true })
    expect(judged(partByEar)).toEqual(['partly', 'heard', null])
  })

  it('is declared, never heard, where a person hears in a recording what the matcher did not', () => {
    const ear = (verdict: 'all' | 'part' | 'withdrawn') =>
      heardIn(null, {}, [{ target: 'k', verdict, byName: 'Hoa' }])
    expect(judged(ear('all'))).toEqual(['relayed', 'declared', null])
    expect(judged(ear('part'))).toEqual(['partly', 'declared', null])
    expect(judged(ear('all'), [], said('none'))).toEqual([
      ...['relayed', 'declared', 'heard-though-missed'],
    ])
    // What a person heard lowers nothing, and a player's signed word stands.
    expect(judged(ear('part'), [], said('full'))).toEqual(['relayed', 'declared', null])
    expect(judged(ear('all'), [airing({ outcome: 'partial' })])).toEqual(['partly', 'logged', null])
    expect(judged(ear('all'), [airing({ outcome: 'silent' })])).toEqual([
      ...['missed', 'logged', 'heard-though-missed'],
    ])
    // Nor is a recording that covers it, and in which somebody hears it, a doubt.
    expect(judged(ear('part'), [airing()])).toEqual(['relayed', 'logged', null])
    const raised = { effective: 'proved', overruled: true, overruledBy: 'Hoa' } as const
    expect(judged(heardIn({ ...raised, verdict: 'heard-in-part' }))).toEqual([
      ...['relayed', 'declared', null],
    ])
    expect(judged(heardIn({ ...raised, verdict: 'proved' }))).toEqual(['relayed', 'heard', null])
  })

  it('owes nothing for being recorded when a recall cut it', () => {
    expect(judged(heardIn({}), [airing({ outcome: 'dropped' })])).toEqual([
      ...['nothing-owed', 'none', null],
    ])
  })

  it('knows of the recording that was made for it and is not heard yet', () => {
    const coming = aRecording({ state: { kind: 'waiting' }, aimAt: 1_100_000 })
    const heard = hearingsOf([DUE], [{ recording: coming, finds: [], attested: [] }]).get('k')
    expect(heard?.waiting).toEqual(['r1'])
  })
})

describe('how fresh a recording is', () => {
  const fresh = (changes: Parameters<typeof aRecording>[0]) =>
    freshnessOf(aRecording(changes), 60_000)
  it('is challenged when the phone asked at most ten minutes before it began', () => {
    expect(fresh({ challengeIssuedAt: 1_000_000 })).toBe('challenged')
    expect(fresh({ challengeIssuedAt: 400_000 })).toBe('challenged')
    expect(fresh({ challengeIssuedAt: 399_999 })).toBe('unknown')
    expect(fresh({ challengeIssuedAt: 1_000_001 })).toBe('unknown')
  })

  it('is late when it came more than an hour after its end, and unknown without a clock', () => {
    expect(fresh({ receivedAt: 1_060_000 + 3_600_001 })).toBe('late')
    expect(fresh({ receivedAt: 1_060_000 + 3_600_000 })).toBe('unknown')
    expect(fresh({ startedAt: null, clock: 'none', challengeIssuedAt: 1 })).toBe('unknown')
  })
})

describe('announcing a recording', () => {
  const check = (changes: Parameters<typeof aRecording>[0]) => {
    const checked = checkRecording(aRecording(changes), '2024-08-12', 2_000_000)
    return checked.ok ? 'taken' : checked.reason
  }
  it('is refused from the future, of a long past, or with a clock that contradicts itself', () => {
    expect(check({})).toBe('taken')
    expect(check({ startedAt: 2_120_001 })).toBe('recording-in-future')
    expect(check({ date: '2024-08-13' })).toBe('recording-in-future')
    expect(check({ startedAt: null })).toBe('recording-clock')
    expect(check({ clock: 'none' })).toBe('recording-clock')
    expect(check({ startedAt: 2_000_000 - 401 * 86_400_000 })).toBe('recording-too-old')
  })
})

describe('what the matcher says', () => {
  it('is kept in whole numbers, in order of the recording, never minus nought', () => {
    const hearing = (bulletin: string, startS: number) => ({
      ...{ bulletin, verdict: 'proved' as const, startS, speed: 1.00001, coverage: 0.98765 },
      ...{ falseAlarmsPerHour: 1e-6, isExpected: false },
      ...{ coverageFrom: 0.9, coverageTo: 1, confidence: 41.2345, sameAs: ['z', 'y'] },
      spans: [{ fromS: 0, toS: 9.9996, recordingFromS: startS, recordingToS: startS + 10 }],
      differing: [],
    })
    const finds = findsOf([hearing('b', 20), hearing('a', -0.0004)])
    expect(finds.map(({ number, asset, startMs }) => [number, asset, startMs])).toEqual([
      [1, 'a', 0],
      [2, 'b', 20_000],
    ])
    expect(Object.is(finds[0]?.startMs, 0)).toBe(true)
    expect(finds[0]).toMatchObject({
      ...{ speedPpm: 1_000_010, coverage: 9_877, confidence: 4_123, sameAs: ['y', 'z'] },
      spans: [{ fromMs: 0, toMs: 10_000, recordingFromMs: 0, recordingToMs: 10_000 }],
    })
  })
})
