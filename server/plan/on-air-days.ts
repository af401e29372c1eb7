import type { Block, Item } from '../../playout/contract/manifest.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { firstOpenSample } from './begun.ts'
import { blockIdOf } from './block.ts'
import { type OnAir, withRelays, withWishes } from './on-air.ts'
import { type Planning, placeOf } from './plan-days.ts'
import { placementsOf } from './plan-diff.ts'
import type { PlannedBlock } from './playlist.ts'
import { planRelay } from './relay-plan.ts'
import { occurrenceOn } from './window.ts'

const NONE: ReadonlySet<string> = new Set()

/**
 * Windows that are on air, with what hands wish of the rest of them: the districts' first, then those
 * of communes that relay them. Pure, and without effect where hands wish what stands.
 *
 * Later windows are planned after them, and keep the rules towards what they hold.
 *
 * @param planning with the hands and what stands by them
 */
export function planOnAir(
  planning: Planning,
  onAir: readonly PlannedBlock[],
  now: Instant,
): PlannedBlock[] {
  const district = new Map<string, Block>()
  const planned: PlannedBlock[] = []
  const stations = [...planning.stations].sort(
    (a, b) => Number(b.role === 'district') - Number(a.role === 'district'),
  )
  for (const station of stations)
    for (const one of onAir.filter((block) => block.station === station.id)) {
      const { block } = one
      const window = planning.windowsOf(station).find(({ id }) => id === block.window)
      const occurrence = window && occurrenceOn(window, block.date, station.zone)
      if (!occurrence) {
        planned.push(one)
        continue
      }
      const from = firstOpenSample(block, now)
      const relayed = window.relaysWindow && blockIdOf(window.relaysWindow, block.date)
      const source = relayed ? district.get(relayed) : undefined
      const candidates = planning.candidatesOf(station)
      const relays =
        source &&
        planRelay({
          ...{ station: station.id, place: placeOf(planning, station), occurrences: [occurrence] },
          candidates: planning.stations
            .filter(({ role }) => role === 'district')
            .flatMap((one) => planning.candidatesOf(one)),
          district: new Map([[source.id, source]]),
          withoutMusic: (date) => planning.withoutMusic(station, date),
        })[0]?.block
      const begunOf = new Set(
        block.items.filter((item) => item.offsetSamples < from).map(({ relayOf }) => `${relayOf}`),
      )
      const relaying = relays ? withRelays(one, relays, from, begunOf) : one
      const { standing, pins, bars = new Map() } = planning
      const wishes: OnAir = {
        ...{ occurrence, source: station.role, place: placeOf(planning, station), from },
        candidates: new Map(candidates.map((candidate) => [candidate.version, candidate])),
        orders: planning.ordersOf(station, block.date),
        around: placementsOf(
          planning.kept.filter((other) => {
            return other.station === station.id && other.block.id !== block.id
          }),
        ),
        standing: standingIn(relaying.block, standing.get(block.id) ?? block.items),
        pins: pins.get(block.id) ?? [],
        bars: bars.get(block.id) ?? NONE,
      }
      const done = withWishes(relaying, wishes)
      planned.push(done)
      // Communes keep what they have of a window that nobody touched.
      if (station.role === 'district' && done !== one) district.set(done.block.id, done.block)
    }
  return planned
}

/** What a window goes back to is its own items; its relays are as the district has them now. */
function standingIn({ items }: Block, standing: readonly Item[]): Item[] {
  return [
    ...items.filter(({ relayOf }) => relayOf !== null),
    ...standing.filter(({ relayOf }) => relayOf === null),
  ].sort((a, b) => a.offsetSamples - b.offsetSamples)
}
