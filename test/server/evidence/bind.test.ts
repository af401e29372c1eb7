import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bindFinds } from '../../../server/evidence/bind.ts'
import { aRecording, due, find } from '../../support/hearables.ts'

const targets = (bound: ReturnType<typeof bindFinds>) =>
  bound.map(({ target, how, note }) => (target && how ? `${target} by ${how}` : note))

describe('what a recording speaks of', () => {
  it('is, by a checked clock, the nearest airing of that very sound within two minutes', () => {
    const day = [due('a1', 'a', 1_000_000), due('a2', 'a', 1_200_000), due('b1', 'b', 1_100_000)]
    expect(targets(bindFinds(aRecording(), [find(1, 'a', 90)], day))).toEqual(['a1 by time'])
    expect(targets(bindFinds(aRecording(), [find(1, 'a', 110)], day))).toEqual(['a2 by time'])
    expect(targets(bindFinds(aRecording(), [find(1, 'a', 321)], day))).toEqual(['another-time'])
  })

  it('is one airing for each time it was said, however near the next one is', () => {
    const twice = [due('a1', 'a', 1_000_000), due('a2', 'a', 1_060_000)]
    const said = [find(1, 'a', 5), find(2, 'a', 65)]
    expect(targets(bindFinds(aRecording(), said, twice))).toEqual(['a1 by time', 'a2 by time'])
    expect(targets(bindFinds(aRecording(), said, twice.slice(0, 1)))).toEqual([
      'a1 by time',
      'taken',
    ])
  })

  it('is never the current version when the superseded one was heard', () => {
    const day = [due('new', 'moc/2', 1_000_000)]
    const old = { ...find(1, 'moc/1', 0), bulletins: ['moc'] }
    expect(targets(bindFinds(aRecording(), [old], day))).toEqual(['other-version'])
    expect(targets(bindFinds(aRecording(), [find(1, 'khac/1', 0)], day))).toEqual(['not-planned'])
  })

  it('is not the bulletin that shares a sentence with the one that sounded', () => {
    const day = [due('a1', 'a', 1_000_000), due('b1', 'b', 1_030_000)]
    const said = [find(1, 'a', 0, 8_300), find(2, 'b', 2, 1_100)]
    expect(targets(bindFinds(aRecording(), said, day))).toEqual(['a1 by time', 'overlapped'])
  })

  it('with a clock that nobody checked is what it was made for, then what its window leaves', () => {
    const day = [
      due('a1', 'a', 5_000_000, 'w1'),
      due('a2', 'a', 9_000_000, 'w2'),
      due('a3', 'a', 9_400_000, 'w2'),
    ]
    const late = { clock: 'unchecked', receivedAt: 99_000_000 } as const
    const bound = (changes: Parameters<typeof aRecording>[0]) =>
      targets(bindFinds(aRecording({ ...late, ...changes }), [find(1, 'a', 10)], day))
    expect(bound({ aimAt: 9_390_000, window: 'w2' })).toEqual(['a3 by aim'])
    expect(bound({ window: 'w1' })).toEqual(['a1 by window'])
    expect(bound({ window: 'w2' })).toEqual(['which-one'])
    expect(bound({ window: 'w3' })).toEqual(['another-time'])
    expect(bound({ startedAt: null, clock: 'none', window: 'w1' })).toEqual(['a1 by window'])
    expect(bound({ clock: 'checked', window: 'w1' })).toEqual(['another-time'])
  })

  it('never sounded after the file was here, whatever its clock says', () => {
    const day = [due('a1', 'a', 1_500_000)]
    const early = aRecording({ startedAt: 1_490_000, receivedAt: 1_499_999 })
    expect(targets(bindFinds(early, [find(1, 'a', 10)], day))).toEqual(['before-it-sounded'])
  })

  it('is, in any order of the day, one airing once, of the same sound, on the same side of receipt', () => {
    const sounds = fc.constantFrom('a', 'b', 'c/1', 'c/2')
    const hearables = fc
      .array(fc.tuple(sounds, fc.integer({ min: 0, max: 40 }), fc.constantFrom('w1', 'w2')), {
        maxLength: 12,
      })
      .map((all) => all.map(([asset, at, window], n) => due(`k${n}`, asset, at * 60_000, window)))
    const finds = fc
      .array(fc.tuple(sounds, fc.integer({ min: -20, max: 2_400 }), fc.nat(10_000)), {
        maxLength: 10,
      })
      .map((all) => all.map(([asset, at, coverage], n) => find(n + 1, asset, at, coverage)))
    const recordings = fc
      .record({
        clock: fc.constantFrom('checked', 'unchecked', 'none'),
        startedAt: fc.nat(2_000_000),
        window: fc.constantFrom(null, 'w1', 'w2'),
        aimAt: fc.option(fc.nat(2_400_000)),
        receivedAt: fc.nat(3_000_000),
      })
      .map((one) => ({ ...one, startedAt: one.clock === 'none' ? null : one.startedAt }))
    fc.assert(
      fc.property(recordings, finds, hearables, (recording, found, day) => {
        const bound = bindFinds(recording, found, day)
        expect(bound.map((one) => one.find)).toEqual(found.map(({ number }) => number))
        const taken = bound.flatMap(({ target }) => target ?? [])
        expect(new Set(taken).size).toBe(taken.length)
        for (const { find: number, target, how, note } of bound) {
          expect((target === null) === (note !== null)).toBe(true)
          if (target === null) continue
          const one = found.find((other) => other.number === number)
          const hearable = day.find(({ key }) => key === target)
          expect(hearable?.asset).toBe(one?.asset)
          expect(hearable?.dueAt).toBeLessThanOrEqual(recording.receivedAt)
          const at = (recording.startedAt ?? 0) + (one?.startMs ?? 0)
          if (recording.clock === 'checked') expect(how).toBe('time')
          if (how === 'time')
            expect(Math.abs((hearable?.dueAt ?? 0) - at)).toBeLessThanOrEqual(120_000)
          if (how === 'window' && recording.window !== null)
            expect(hearable?.window).toBe(recording.window)
        }
        expect(bindFinds(recording, found, day.toReversed())).toEqual(bound)
      }),
      { numRuns: 400 },
    )
  })
})
