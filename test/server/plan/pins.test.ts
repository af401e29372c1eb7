import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../../playout/contract/time.ts'
import type { Candidate } from '../../../server/plan/airworthy.ts'
import { explain } from '../../../server/plan/explanation-text.ts'
import type { HandPin } from '../../../server/plan/pins.ts'
import { planStation } from '../../../server/plan/planner.ts'
import type { StationPlanning } from '../../../server/plan/station-planning.ts'
import type { AirWindow } from '../../../server/plan/window.ts'
import { airWindow, candidate, DISTRICT, MONDAY, noQuiet, on, tune } from '../../support/plan.ts'

const morning = airWindow('05:00:00', 300, { mostItems: 5 })
const noon = airWindow('11:00:00', 300, { mostItems: 5 })
const block = (window: AirWindow) => `${window.id}@${MONDAY}`

const pin = (title: string, seconds: number | null): HandPin => ({
  version: `${title}/1` as HandPin['version'],
  offsetSamples: seconds === null ? null : seconds * SAMPLE_RATE,
})

const plan = (
  candidates: readonly Candidate[],
  changes: Partial<StationPlanning>,
  windows: readonly AirWindow[] = [morning],
) =>
  planStation({
    ...{ source: 'district', station: DISTRICT, place: noQuiet, occurrences: on(windows) },
    ...{ candidates, history: [], ...changes },
  })

/** Title and second of the window, in order. */
const laid = (blocks: ReturnType<typeof plan>, at = 0) =>
  blocks[at]?.block.items.map((item) => [item.title, item.offsetSamples / SAMPLE_RATE])

const lost = (blocks: ReturnType<typeof plan>) =>
  blocks.flatMap(({ explanations }) => explanations.filter(({ code }) => code.startsWith('pin-')))

describe('what a hand put into a window', () => {
  it('stays at that very sample, and others are put before and after it', () => {
    const blocks = plan(
      [tune(5), candidate('a', 60), candidate('b', 60), candidate('c', 60), candidate('d', 20)],
      { pins: new Map([[block(morning), [pin('c', 100)]]]) },
    )
    expect(laid(blocks)).toEqual([
      ['nhac-hieu', 0],
      ['a', 5],
      ['d', 65],
      ['c', 100],
      ['b', 160],
    ])
    expect(lost(blocks)).toEqual([])
  })

  it('stays there when the plan is made again, whatever else changes', () => {
    const pins = new Map([[block(morning), [pin('c', 100)]]])
    const all = [tune(5), candidate('a', 60), candidate('b', 60), candidate('c', 60)]
    const standing = new Map(plan(all, { pins }).map((one) => [one.block.id, one.block.items]))
    const again = plan([...all, candidate('d', 20)], { pins, standing })
    expect(laid(again)).toContainEqual(['c', 100])
    expect(laid(again)).toContainEqual(['a', 5])
    const without = plan(
      all.filter(({ title }) => title !== 'a'),
      { pins, standing },
    )
    expect(laid(without)).toContainEqual(['c', 100])
  })

  it('comes first where it only names the window, in the order of the hand', () => {
    const pins = new Map([[block(morning), [pin('c', null), pin('b', null)]]])
    const blocks = plan([candidate('a', 60), candidate('b', 60), candidate('c', 60)], { pins })
    expect(laid(blocks)?.slice(0, 2)).toEqual([
      ['c', 0],
      ['b', 60],
    ])
  })

  it('is let go with a reason where it cannot hold', () => {
    const recalled = candidate('a', 60, { state: 'recalled' })
    const pins = (list: HandPin[]) => ({ pins: new Map([[block(morning), list]]) })
    const because = (blocks: ReturnType<typeof plan>) =>
      lost(blocks).map(({ params }) => params.because)
    expect(because(plan([recalled], pins([pin('a', 10)])))).toEqual(['not-approved'])
    const ends = Date.parse(`${MONDAY}T05:01:00+07:00`)
    const expired = candidate('a', 60, { validTo: ends })
    expect(because(plan([expired], pins([pin('a', 10)])))).toEqual(['not-valid-then'])
    expect(because(plan([candidate('a', 60)], pins([pin('a', 250)])))).toEqual(['outside-own-part'])
    const two = [candidate('a', 60), candidate('b', 60)]
    expect(because(plan(two, pins([pin('a', 10), pin('b', 40)])))).toEqual(['on-other'])
    expect(because(plan([candidate('a', 400)], pins([pin('a', null)])))).toEqual(['too-long'])
    const [said] = lost(plan([recalled], pins([pin('a', 10)])))
    expect(said && explain(said).vi).toBe(
      'Không giữ được "a" đã ghim lúc 05:00:10. "a" không còn được duyệt.',
    )
    expect(lost(plan([], pins([pin('gone', 10)]))).map(({ code }) => code)).toEqual(['pin-unknown'])
  })

  it('stands where it is put, also when it sounded last before or sounds there already', () => {
    const pins = new Map([
      [block(morning), [pin('a', 0)]],
      [block(noon), [pin('a', 0)]],
    ])
    const between = plan([candidate('a', 60), candidate('b', 60)], { pins }, [morning, noon])
    expect(lost(between)).toEqual([])
    expect(laid(between, 0)).toEqual([
      ['a', 0],
      ['b', 60],
    ])
    const alone = plan([candidate('a', 60)], { pins }, [morning, noon])
    expect(lost(alone)).toEqual([])
    expect(laid(alone, 1)).toEqual([['a', 0]])
    const twice = new Map([[block(morning), [pin('a', 0), pin('a', 60)]]])
    const row = plan([candidate('a', 60)], { pins: twice })
    expect(lost(row)).toEqual([])
    expect(laid(row)).toEqual([
      ['a', 0],
      ['a', 60],
    ])
  })

  it('keeps a version out of one window on one day', () => {
    const bars = new Map([[block(morning), new Set(['a/1'])]])
    const blocks = plan([candidate('a', 60), candidate('b', 60)], { bars }, [morning, noon])
    expect(laid(blocks, 0)?.map(([title]) => title)).toEqual(['b'])
    expect(laid(blocks, 1)?.map(([title]) => title)).toContain('a')
    expect(blocks[0]?.explanations).toContainEqual({ code: 'barred', params: { title: 'a' } })
  })
})

describe('the classes of Thông tư 39/2020 in a commune’s own part', () => {
  const own = airWindow('05:00:00', 0, {
    segments: [{ source: 'commune', lengthMs: 150_000, campaignShareMs: null }],
    mostItems: 5,
  })
  const lent = (title: string, changes: Partial<Candidate> = {}) =>
    candidate(title, 60, { lent: true, ...changes })
  const commune = (candidates: readonly Candidate[], changes: Partial<StationPlanning>) =>
    plan(candidates, { source: 'commune', ...changes }, [own])

  it('has what is ordinary only where the commune picked it, and its own without', () => {
    const all = [lent('a'), lent('b'), candidate('own', 20)]
    const picked = (entries: [string, string[] | null][]) =>
      laid(commune(all, { picks: new Map(entries as never) }))?.map(([title]) => title)
    expect(picked([])).toEqual(['own'])
    expect(picked([['a', null]])).toEqual(['a', 'own'])
    expect(picked([['b', [own.id]]])).toEqual(['b', 'own'])
    expect(picked([['b', ['another window']]])).toEqual(['own'])
    expect(laid(commune(all, {}))?.length).toBe(3)
    expect(commune(all, { picks: new Map() })[0]?.explanations).toContainEqual({
      ...{ code: 'not-picked', params: { title: 'a' } },
    })
  })

  it('has what is priority before everything ordinary, in the commune’s order when not all fit', () => {
    const first = (priorityOrder: string[]) =>
      laid(
        commune(
          [
            candidate('own', 60, { campaign: { ...candidate('x', 1).campaign, id: 'k' } as never }),
            ...['a', 'b', 'c'].map((title) => lent(title, { class: 'priority' })),
          ],
          {
            ...{ picks: new Map(), priorityOrder: priorityOrder as never },
            ordersOn: () =>
              new Map([
                ['k', { ...order('k'), weight: 100, floor: 5 }],
                ['tat-song-2g', order('tat-song-2g')],
              ]) as never,
          },
        ),
      )?.map(([title]) => title)
    expect(first([])).toEqual(['a', 'b'])
    expect(first(['c', 'a', 'b'])).toEqual(['c', 'a'])
    expect(first(['b', 'c'])).toEqual(['b', 'c'])
  })
})

function order(id: string) {
  return {
    ...{ id, name: id, weight: 1, floor: 0, cap: 100, spread: 100 },
    ...{ bulletinGapMs: 0, campaignGapMs: 0, sharePercent: 100 },
  }
}

describe('bulletins that hands put there without a sample', () => {
  const all = ['a', 'b', 'c'].map((title) => candidate(title, 60))
  const told = (titles: readonly string[]) => titles.map((title) => pin(title, null))

  it('sound in the order of the list, also when it is the reverse of what stands', () => {
    const two = [morning, noon]
    const before = plan(all, {}, two)
    const standing = new Map(before.map((one) => [one.block.id, one.block.items]))
    const titles = (blocks: ReturnType<typeof plan>, at: number) =>
      blocks[at]?.block.items.map(({ title }) => title) ?? []
    for (const [at, window] of two.entries()) {
      const wanted = titles(before, at).toReversed()
      const pins = new Map([[block(window), told(wanted)]])
      expect(titles(plan(all, { pins, standing }, two), at)).toEqual(wanted)
    }
  })
})
