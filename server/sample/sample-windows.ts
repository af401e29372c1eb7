import type { Instant } from '../../playout/contract/time.ts'
import { plainWindow } from '../db/plain-rows.ts'
import type { WindowRow } from '../db/plan-rows.ts'
import { localDateOf, localTimeOf } from '../plan/local-time.ts'

/**
 * The sample's day, so that a newcomer sees a whole one in five minutes: windows a few minutes
 * apart from the moment somebody looks, each a district segment that every commune must relay,
 * then some of the province's time.
 */

/** From the start of one window to the start of the next. */
export const WINDOW_EVERY_MS = 150_000
const DISTRICT_MS = 80_000
const PROVINCE_MS = 10_000
export const WINDOW_LENGTH_MS = DISTRICT_MS + PROVINCE_MS

const segments = JSON.stringify([
  { source: 'district', lengthMs: DISTRICT_MS, campaignShareMs: DISTRICT_MS },
  { source: 'province', lengthMs: PROVINCE_MS, campaignShareMs: null },
])

/**
 * Window rows of the district and of every commune, one after another from `firstAt` (whole
 * seconds) until `until`.
 */
export function sampleWindows(
  firstAt: Instant,
  until: Instant,
  zone: string,
  communes: readonly string[],
): WindowRow[] {
  const rows: WindowRow[] = []
  for (let at = firstAt; at < until; at += WINDOW_EVERY_MS) {
    const date = localDateOf(at, zone)
    const time = localTimeOf(at, zone)
    const district: WindowRow = {
      id: `sample-${date}-${time.replaceAll(':', '')}`,
      station_id: 'district',
      name: 'Khung mẫu',
      starts_at: time,
      length_ms: WINDOW_LENGTH_MS,
      weekdays: 127,
      valid_from: date,
      valid_to: date,
      segments,
      relays_window_id: null,
      ...plainWindow,
    }
    rows.push(district)
    for (const commune of communes)
      rows.push({
        ...district,
        id: `${district.id}-${commune}`,
        station_id: commune,
        relays_window_id: district.id,
      })
  }
  return rows
}
