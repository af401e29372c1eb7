import type { StationId } from '../../playout/contract/ids.ts'
import type { Block, Item } from '../../playout/contract/manifest.ts'
import { SAMPLES_PER_MS } from '../../playout/contract/time.ts'
import { blockIdOf } from './block.ts'
import type { PlanStation } from './plan-station.ts'
import { type Explanation, type PlannedBlock, relayTimeOf } from './playlist.ts'
import { besides } from './relay-plan.ts'
import type { Occurrence } from './window.ts'

/** A station with a player of its own has a playlist; FM and wired communes carry the district's signal. */
export function hasPlaylist({ role, technology }: Pick<PlanStation, 'role' | 'technology'>) {
  return role === 'district' || technology === 'ip'
}

/**
 * What a station without a player carries in one of its windows: the district's items that lie in it,
 * at their instants, each naming the district's (whose identity it keeps, since there is no own one);
 * and the parts of other sources as its own window, and within the district's part the district, has them.
 *
 * @param source the district's block that this window relays; absent when the district does not air
 */
export function carriedBlock({ window, date, startsAt }: Occurrence, source?: Block): Block {
  const lengthSamples = window.lengthMs * SAMPLES_PER_MS
  const shift = source ? (source.startsAt - startsAt) * SAMPLES_PER_MS : 0
  const items = (source?.items ?? [])
    .map((item): Item => {
      return { ...item, offsetSamples: item.offsetSamples + shift, relayOf: item.id }
    })
    .filter((item) => isWithin(item, lengthSamples))
  const own = relayTimeOf(window.segments, source ? ['district'] : [])
  // In its district's part it carries what the district itself takes from others.
  const signal = (source?.relayTime ?? []).flatMap((part) => {
    const from = Math.max(0, part.offsetSamples + shift)
    const end = Math.min(lengthSamples, part.offsetSamples + shift + part.lengthSamples)
    return from < end ? [{ ...part, offsetSamples: from, lengthSamples: end - from }] : []
  })
  return {
    ...{ id: blockIdOf(window.id, date), purpose: 'programme', date, window: window.id },
    ...{ title: window.name, startsAt, lengthSamples, items, outputs: null },
    relayTime: besides([...own, ...besides(signal, own)], items).sort(
      (a, b) => a.offsetSamples - b.offsetSamples,
    ),
  }
}

/** The same with what there is to say of it. */
export function carriedPlan(
  station: StationId,
  occurrence: Occurrence,
  source?: Block,
): PlannedBlock {
  const block = carriedBlock(occurrence, source)
  const carried = new Set(block.items.map(({ id }) => id))
  const left = (source?.items ?? []).filter(({ id }) => !carried.has(id))
  const isOwn = occurrence.window.relaysWindow === null
  const first: Explanation = source
    ? { code: 'relays', params: { items: block.items.length, window: source.title } }
    : { code: isOwn ? 'own-window' : 'district-silent', params: {} }
  const said = left.map(({ title }): Explanation => ({ code: 'outside-window', params: { title } }))
  return { station, block, explanations: [first, ...said] }
}

function isWithin({ offsetSamples, lengthSamples }: Item, whole: number): boolean {
  return offsetSamples >= 0 && offsetSamples + lengthSamples <= whole
}
