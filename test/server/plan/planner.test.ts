import { describe, expect, it } from 'vitest'
import { SAMPLE_RATE } from '../../../playout/contract/time.ts'
import type { Candidate } from '../../../server/plan/airworthy.ts'
import { planStation } from '../../../server/plan/planner.ts'
import { freeSamples } from '../../../server/plan/playlist.ts'
import type { Placement } from '../../../server/plan/rotation.ts'
import type { AirWindow } from '../../../server/plan/window.ts'
import {
  airWindow,
  candidate,
  DISTRICT,
  MONDAY,
  noQuiet,
  on,
  tune,
  ZONE,
} from '../../support/plan.ts'

const plan = (
  windows: readonly AirWindow[],
  candidates: readonly Candidate[],
  changes: Partial<Parameters<typeof planStation>[0]> = {},
) =>
  planStation({
    source: 'district',
    station: DISTRICT,
    place: noQuiet,
    occurrences: on(windows),
    candidates,
    history: [],
    ...changes,
  })

const heard = {
  ...{ version: null, campaign: null, kind: 'bulletin' as const },
  ...{ date: '2024-08-11', block: 'w@2024-08-11' },
}

const titles = (blocks: ReturnType<typeof plan>) =>
  blocks.map(({ block }) => block.items.map(({ title }) => title))

const startsOf = (planned: ReturnType<typeof plan>[number] | undefined) =>
  planned?.block.items.map(({ title, offsetSamples }) => `${title} ${offsetSamples / SAMPLE_RATE}`)

const codes = (planned: ReturnType<typeof plan>[number] | undefined) =>
  planned?.explanations.map(({ code }) => code)

describe('planning the district', () => {
  it('puts the tune first and two campaign items after it, without a gap', () => {
    const [planned] = plan(
      [airWindow('05:00:00', 300)],
      [tune(5), candidate('a', 60), candidate('b', 70), candidate('c', 10)],
    )
    expect(planned?.block.items).toMatchObject([
      { kind: 'tune', offsetSamples: 0, lengthSamples: 5 * SAMPLE_RATE },
      { title: 'a', offsetSamples: 5 * SAMPLE_RATE },
      { title: 'b', offsetSamples: 65 * SAMPLE_RATE },
    ])
    expect(codes(planned)).toEqual(['tune-placed', 'placed', 'placed', 'enough', 'free'])
    expect(planned && freeSamples(planned.block)).toBe(165 * SAMPLE_RATE)
  })

  it('fills the district’s segment alone and names the rest by source', () => {
    const window = airWindow('05:00:00', 0, {
      segments: [
        { source: 'vov', lengthMs: 900_000, campaignShareMs: null },
        { source: 'district', lengthMs: 100_000, campaignShareMs: null },
        { source: 'commune', lengthMs: 60_000, campaignShareMs: null },
      ],
    })
    const [planned] = plan([window], [tune(5), candidate('a', 60)])
    expect(planned?.block.items.map(({ offsetSamples }) => offsetSamples / SAMPLE_RATE)).toEqual([
      900, 905,
    ])
    const plain = { live: null, end: 'hard' }
    expect(planned?.block.relayTime).toEqual([
      { source: 'vov', offsetSamples: 0, lengthSamples: 900 * SAMPLE_RATE, ...plain },
      {
        ...{ source: 'commune', offsetSamples: 1_000 * SAMPLE_RATE, ...plain },
        lengthSamples: 60 * SAMPLE_RATE,
      },
    ])
  })

  it('leaves out what is too long for the segment or beyond the campaigns’ share, and says so', () => {
    const segments = [{ source: 'district' as const, lengthMs: 200_000, campaignShareMs: 90_000 }]
    const [planned] = plan(
      [airWindow('05:00:00', 0, { segments })],
      [tune(5), candidate('a', 60), candidate('b', 60), candidate('c', 300)],
    )
    expect(titles([planned as never])).toEqual([['nhac-hieu', 'a']])
    expect(planned?.explanations).toEqual([
      { code: 'tune-placed', params: { title: 'nhac-hieu' } },
      { code: 'placed', params: { title: 'a', times: 0 } },
      { code: 'beyond-share', params: { title: 'b' } },
      { code: 'too-long', params: { title: 'c' } },
      { code: 'free', params: { seconds: 135, samples: 135 * SAMPLE_RATE } },
    ])
  })

  it('takes turns: fewest today first, then the one heard longest ago, then by id', () => {
    const windows = ['05:00:00', '11:00:00', '17:00:00'].map((time) => airWindow(time, 200))
    const candidates = ['c', 'a', 'd', 'b'].map((title) => candidate(title, 60))
    expect(titles(plan(windows, [tune(5), ...candidates]))).toEqual([
      ['nhac-hieu', 'a', 'b'],
      ['nhac-hieu', 'c', 'd'],
      ['nhac-hieu', 'a', 'b'],
    ])
    const yesterday: Placement[] = ['c', 'd', 'a'].map((title, at) => ({
      ...heard,
      bulletin: title as Placement['bulletin'],
      at: 1_000 + at,
    }))
    expect(titles(plan([windows[0] as AirWindow], candidates, { history: yesterday }))).toEqual([
      ['b', 'c'],
    ])
  })

  it('lets the only bulletin there is sound in every window, tune or none, once in each', () => {
    const windows = ['05:00:00', '11:00:00'].map((time) => airWindow(time, 200))
    const blocks = plan(windows, [candidate('a', 60)])
    expect(titles(blocks)).toEqual([['a'], ['a']])
    expect(codes(blocks[1])).toEqual(['no-tune', 'placed-again', 'free'])
    const history: Placement[] = [{ ...heard, bulletin: 'a' as Placement['bulletin'], at: 1 }]
    expect(titles(plan(windows.slice(0, 1), [candidate('a', 60)], { history }))).toEqual([['a']])
  })

  it('prefers another to what sounded last before, where it is worth about as much', () => {
    const windows = ['05:00:00', '11:00:00', '17:00:00', '19:00:00'].map((time) =>
      airWindow(time, 70),
    )
    const blocks = plan(windows, [candidate('a', 60), candidate('b', 60)])
    expect(titles(blocks)).toEqual([['a'], ['b'], ['a'], ['b']])
  })

  it('places what it can from the end of quiet hours on, and until they begin', () => {
    const windows = [airWindow('04:50:00', 1_800), airWindow('20:50:00', 1_800)]
    const place = { zone: ZONE, languages: ['vi'], quiet: { from: '21:00', to: '05:00' } }
    const candidates = [tune(8), candidate('a', 60), candidate('b', 595)]
    const [morning, evening] = plan(windows, candidates, { place })
    expect(startsOf(morning)).toEqual(['nhac-hieu 600', 'a 608', 'b 668'])
    expect(startsOf(evening)).toEqual(['nhac-hieu 0', 'a 8'])
    expect(codes(evening)).toContain('too-long')
    const night = plan([airWindow('22:00:00', 600)], candidates, { place })
    expect(titles(night)).toEqual([[]])
  })

  it('lets the only bulletin there is come back after the tune, rather than be silent', () => {
    const windows = ['05:00:00', '11:00:00'].map((time) => airWindow(time, 200))
    const blocks = plan(windows, [tune(5), candidate('a', 60)])
    expect(titles(blocks)).toEqual([
      ['nhac-hieu', 'a'],
      ['nhac-hieu', 'a'],
    ])
    expect(codes(blocks[1])).toEqual(['tune-placed', 'placed-again', 'free'])
  })

  it('plans nothing that is not approved, valid to its end, in its campaign and in a language spoken', () => {
    const start = Date.parse(`${MONDAY}T05:00:00+07:00`)
    const over = {
      id: 'cu' as never,
      periodFrom: '2024-07-01',
      periodTo: '2024-08-11',
      extendedUntil: null,
    }
    const refused: Record<string, Candidate> = {
      'not-approved': candidate('1', 60, { state: 'submitted' }),
      'not-valid-then': candidate('2', 60, { validFrom: start + 1 }),
      'campaign-over': candidate('4', 60, { campaign: over }),
      language: candidate('5', 60, { language: 'km' }),
      'no-campaign': candidate('6', 60, { campaign: null }),
    }
    for (const [code, one] of Object.entries(refused)) {
      const [planned] = plan([airWindow('05:00:00', 100)], [one])
      expect([planned?.block.items.length, codes(planned)]).toEqual([0, ['no-tune', code, 'free']])
    }
    const endsTooSoon = candidate('3', 60, { validTo: start + 59_999 })
    const endsJustThen = candidate('3', 60, { validTo: start + 60_000 })
    expect(titles(plan([airWindow('05:00:00', 100)], [endsTooSoon]))).toEqual([[]])
    expect(titles(plan([airWindow('05:00:00', 100)], [endsJustThen]))).toEqual([['3']])
    const prolonged = candidate('4', 60, { campaign: { ...over, extendedUntil: MONDAY } })
    expect(titles(plan([airWindow('05:00:00', 100)], [prolonged]))).toEqual([['4']])
  })

  it('speaks Khmer where the station mostly does', () => {
    const khmer = candidate('a', 60, { language: 'km' })
    const place = { ...noQuiet, languages: ['km', 'vi'] }
    expect(titles(plan([airWindow('05:00:00', 100)], [khmer], { place }))).toEqual([['a']])
  })

  it('keeps quiet hours free of everything but an emergency that a second person confirmed', () => {
    const place = { ...noQuiet, quiet: { from: '21:00', to: '05:00' } }
    const night = [airWindow('03:15:00', 200)]
    const emergency = candidate('bao', 60, { class: 'emergency' })
    const candidates = [tune(5), candidate('a', 60, { class: 'priority' }), emergency]
    const alone = plan(night, candidates, { place })
    expect(titles(alone)).toEqual([[]])
    expect(codes(alone[0])).toEqual(['quiet', 'quiet', 'quiet-unconfirmed', 'free'])
    const at = Date.parse(`${MONDAY}T03:15:00+07:00`)
    const confirmed = { version: emergency.version, fromAt: at, untilAt: at + 60_000 }
    const blocks = plan(night, candidates, { place: { ...place, confirmed: [confirmed] } })
    expect(titles(blocks)).toEqual([['bao']])
    expect(codes(blocks[0])).toEqual(['quiet', 'placed', 'quiet', 'free'])
    const shorter = { ...confirmed, untilAt: at + 59_999 }
    expect(titles(plan(night, candidates, { place: { ...place, confirmed: [shorter] } }))).toEqual([
      [],
    ])
  })

  it('gives an item an identity that outlives a change of its instant', () => {
    const [early] = plan([airWindow('05:00:00', 200)], [candidate('a', 60)])
    const moved = airWindow('05:30:00', 200, { id: airWindow('05:00:00', 1).id })
    const [late] = plan([moved], [tune(5), candidate('a', 60)])
    expect(late?.block.items[1]?.id).toBe(early?.block.items[0]?.id)
  })
})
