import { describe, expect, it } from 'vitest'
import type { StationId, WindowId } from '../../../playout/contract/ids.ts'
import { SAMPLES_PER_MS } from '../../../playout/contract/time.ts'
import type { Candidate } from '../../../server/plan/airworthy.ts'
import { planStation } from '../../../server/plan/planner.ts'
import { itemSpan } from '../../../server/plan/playlist.ts'
import { planRelay } from '../../../server/plan/relay-plan.ts'
import type { AirWindow } from '../../../server/plan/window.ts'
import { airWindow, candidate, DISTRICT, noQuiet, on, tune } from '../../support/plan.ts'

const MY_HUONG = 'my-huong' as StationId
const districtWindow = airWindow('17:00:00', 200)

const relayed = (changes: Partial<AirWindow> & { startsAt?: string } = {}) =>
  airWindow(changes.startsAt ?? '17:00:00', 200, {
    station: MY_HUONG,
    relaysWindow: districtWindow.id,
    ...changes,
    id: 'w-my-huong' as WindowId,
  })

function plan(own: AirWindow, candidates: readonly Candidate[], languages: readonly string[]) {
  const district = planStation({
    source: 'district',
    station: DISTRICT,
    place: { ...noQuiet, languages },
    occurrences: on([districtWindow]),
    candidates,
    history: [],
  })
  const [commune] = planRelay({
    station: MY_HUONG,
    place: noQuiet,
    occurrences: on([own]),
    candidates,
    district: new Map(district.map(({ block }) => [block.id, block])),
  })
  return { district: district[0]?.block, commune }
}

describe('planning an IP commune', () => {
  it('gives it the district’s items at the same instants, each naming the one it relays', () => {
    const { district, commune } = plan(relayed(), [tune(5), candidate('a', 60)], ['vi'])
    expect(commune?.block.items.map(({ title }) => title)).toEqual(['nhac-hieu', 'a'])
    expect(commune?.block.items.map(({ relayOf }) => relayOf)).toEqual(
      district?.items.map(({ id }) => id),
    )
    expect(commune?.block.items[1]?.id).not.toBe(district?.items[1]?.id)
  })

  it('keeps the instants when its own window begins earlier', () => {
    const { district, commune } = plan(
      relayed({
        startsAt: '16:50:00',
        segments: [{ source: 'district', lengthMs: 1_200_000, campaignShareMs: null }],
      }),
      [candidate('a', 60)],
      ['vi'],
    )
    const [own] = commune?.block.items ?? []
    expect(own?.offsetSamples).toBe(600_000 * SAMPLES_PER_MS)
    expect(own && commune && itemSpan(commune.block, own)).toEqual(
      district?.items[0] && itemSpan(district, district.items[0]),
    )
  })

  it('leaves out what falls outside its window, and says so', () => {
    const short = relayed({
      segments: [{ source: 'district', lengthMs: 30_000, campaignShareMs: null }],
    })
    const { commune } = plan(short, [tune(5), candidate('a', 60)], ['vi'])
    expect(commune?.block.items.map(({ title }) => title)).toEqual(['nhac-hieu'])
    expect(commune?.explanations.map(({ code }) => code)).toEqual([
      'relays',
      'outside-window',
      'free',
    ])
  })

  it('relays Vietnamese only: a Khmer edition of the district is no relay', () => {
    const khmer = candidate('a', 60, { language: 'km' })
    const { district, commune } = plan(relayed(), [khmer, candidate('b', 60)], ['km', 'vi'])
    expect(district?.items.map(({ title }) => title)).toEqual(['a', 'b'])
    expect(commune?.block.items.map(({ title }) => title)).toEqual(['b'])
  })

  it('plays nothing in a window whose district window does not sound that day', () => {
    const own = relayed({ relaysWindow: 'w-other' as WindowId })
    const { commune } = plan(own, [candidate('a', 60)], ['vi'])
    expect(commune?.block.items).toEqual([])
    expect(commune?.explanations[0]?.code).toBe('district-silent')
  })
})

describe('a relay that would not be one', () => {
  const opening = tune(5)
  const [district] = planStation({
    ...{ source: 'district' as const, station: DISTRICT, place: noQuiet },
    ...{
      occurrences: on([districtWindow]),
      candidates: [opening, candidate('a', 60)],
      history: [],
    },
  })
  const relay = (changes: Parameters<typeof relayed>[0], isSilent = false) =>
    planRelay({
      ...{ station: MY_HUONG, place: noQuiet, occurrences: on([relayed(changes)]) },
      candidates: [opening, candidate('a', 60)],
      district: new Map(district ? [[district.block.id, district.block]] : []),
      withoutMusic: () => isSilent,
    })[0]

  it('is left out where it would sound before the district does', () => {
    const early = relay({ startsAt: '06:00:00', relayMode: 'later' })
    expect(early?.block.items).toEqual([])
    expect(early?.explanations.map(({ code }) => code)).toContain('relay-too-early')
    expect(relay({ startsAt: '18:00:00', relayMode: 'later' })?.block.items).toHaveLength(2)
  })

  it('leaves the tune out on a day without music', () => {
    expect(relay({})?.block.items.map(({ title }) => title)).toEqual(['nhac-hieu', 'a'])
    expect(relay({}, true)?.block.items.map(({ title }) => title)).toEqual(['a'])
  })
})
