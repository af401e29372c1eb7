import type { z } from 'zod'
import type { Instant } from '../../playout/contract/time.ts'
import type { Call } from '../order/call-store.ts'
import { reachedBy } from '../order/wire.ts'
import type { KnownStation } from '../station/station-store.ts'
import type { ReachView } from './order-view.ts'

/** How an order gets to a station, and whom to call when it does not. */
export function reachOf(
  station: KnownStation,
  contacts: ReadonlyMap<string, readonly string[]>,
  call: Call | undefined,
  now: Instant,
): z.output<typeof ReachView> {
  const { id, name, technology, phone, lastSeenAt } = station
  return {
    ...{ station: id, stationName: name, technology, phone, lastSeenAt },
    way: reachedBy(station, now),
    contacts: [...(contacts.get(id) ?? [])],
    call: call ? { result: call.result, byName: call.byName, at: call.at } : null,
  }
}
