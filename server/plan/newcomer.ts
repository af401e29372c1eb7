import type { LocalDate } from '../../playout/contract/time.ts'
import { runsOn } from '../campaign/campaign.ts'
import { isFixedPart } from '../content-type.ts'
import type { Candidate } from './airworthy.ts'
import { addDays, instantOf } from './local-time.ts'
import type { Planning } from './plan-days.ts'
import type { PlanStation } from './plan-station.ts'
import type { PlannedBlock } from './playlist.ts'

/**
 * By station, bulletins that were approved and are nowhere in its plan, and were not heard of late:
 * they would wait for as long as whole days stand, so that days may come out anew for their sake.
 */
export function newcomersOf(
  planning: Pick<Planning, 'stations' | 'candidatesOf' | 'historyOf' | 'picksOf' | 'kept'>,
  open: readonly PlannedBlock[],
  days: Readonly<{ from: LocalDate; to: LocalDate }>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const planned = Map.groupBy([...planning.kept, ...open], ({ station }) => station as string)
  return new Map(
    planning.stations.map((station) => {
      const known = new Set<string>([
        ...(planned.get(station.id) ?? []).flatMap(({ block }) =>
          block.items.flatMap(({ bulletin }) => bulletin?.id ?? []),
        ),
        ...planning.historyOf(station).map(({ bulletin }) => bulletin),
      ])
      const picks = planning.picksOf?.(station) ?? null
      const fresh = planning
        .candidatesOf(station)
        .filter(
          (one) =>
            !known.has(one.bulletin) &&
            (!one.lent || one.class !== 'ordinary' || picks === null || picks.has(one.bulletin)) &&
            maySound(one, station, days),
        )
      return [station.id, new Set<string>(fresh.map(({ bulletin }) => bulletin))]
    }),
  )
}

/** Whether any of these days lets it be heard there. */
function maySound(
  { campaign, contentType, language, validFrom, validTo }: Candidate,
  { role, zone, languages }: PlanStation,
  { from, to }: Readonly<{ from: LocalDate; to: LocalDate }>,
): boolean {
  if (contentType === 'test' || isFixedPart(contentType)) return false
  if (campaign === null && role !== 'commune') return false
  if (language !== 'vi' && language !== languages[0]) return false
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const [begins, ends] = [
      instantOf(date, '00:00', zone),
      instantOf(addDays(date, 1), '00:00', zone),
    ]
    const runs = campaign === null || runsOn(campaign, date)
    if (runs && validFrom < ends && (validTo === null || begins < validTo)) return true
  }
  return false
}
