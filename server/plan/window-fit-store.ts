import { isFixedPart } from '../content-type.ts'
import type { Db } from '../deps.ts'
import { listGroups } from '../station/group-store.ts'
import { listLiveSources } from '../station/live-source-store.ts'
import { listPlanStations } from './candidate-store.ts'
import type { PlanStation } from './plan-station.ts'
import { findQuietHours } from './setting-store.ts'
import type { AirWindow } from './window.ts'
import { checkForm, checkWindow } from './window-check.ts'
import { windowProblem } from './window-errors.ts'
import { expandWindows } from './window-group.ts'
import { listWindows } from './window-store.ts'

/**
 * Holds windows that are to be laid down against what every station that would have them has already.
 * @param instead windows as laid down that these take the place of
 * @returns the windows as stations would have them
 * @throws Problem with the first refusal; nothing was written then
 */
export async function checkFit(
  db: Db,
  laid: readonly AirWindow[],
  instead: ReadonlySet<string> = new Set(),
): Promise<AirWindow[]> {
  for (const window of laid) {
    const form = checkForm(window, await findZone(db, window))
    if (!form.ok) throw windowProblem(form.reason, form.params)
    await checkNames(db, window)
  }
  const stations = new Map((await listPlanStations(db)).map((one) => [one.id as string, one]))
  const groups = new Map((await listGroups(db)).map((one) => [one.id, one]))
  const expanded = expandWindows(laid, { groups, closures: [] })
  const quiet = await findQuietHours(db)
  const known = Map.groupBy(
    (await listWindows(db)).filter(({ laidAs, id }) => !instead.has(laidAs ?? id)),
    ({ station }) => station as string,
  )
  for (const window of expanded) {
    const place = stations.get(window.station) as PlanStation
    const beside = expanded.filter((one) => one !== window && one.station === window.station)
    const others = [...(known.get(window.station) ?? []), ...beside]
    const checked = checkWindow(window, others, place, quiet)
    if (!checked.ok) throw windowProblem(checked.reason, checked.params)
  }
  return expanded
}

/** Of the station that has it, or of the first of its group, whose members are all in one country. */
export async function findZone(db: Db, { station, group }: AirWindow): Promise<string> {
  const stations = await listPlanStations(db)
  const known =
    stations.find(({ id }) => id === station) ??
    stations.find(({ groups }) => group && groups.includes(group))
  return known?.zone ?? (stations[0] as PlanStation).zone
}

/** Live sources and bulletins that a window names have to be there, and of the right kind. */
async function checkNames(db: Db, { segments, parts }: AirWindow): Promise<void> {
  const sources = new Map((await listLiveSources(db)).map((one) => [one.id, one]))
  for (const [index, { live, source }] of segments.entries()) {
    if (!live) continue
    const known = sources.get(live)
    const number = index + 1
    if (!known) throw windowProblem('window-live-unknown', { number })
    if (known.source !== source)
      throw windowProblem('window-live-other', { number, live: known.name })
  }
  const named = [
    ...(parts?.opens ?? []),
    ...(parts?.between ? [parts.between] : []),
    ...(parts?.closes ?? []),
    ...(parts?.timeSignals ?? []).map(({ bulletin }) => bulletin),
  ]
  if (named.length === 0) return
  const rows = await db
    .selectFrom('bulletin_version')
    .select(['bulletin_id', 'content_type'])
    .where('bulletin_id', 'in', named)
    .execute()
  const fixed = new Set(
    rows.flatMap((row) => (isFixedPart(row.content_type) ? [row.bulletin_id] : [])),
  )
  const unknown = named.find((bulletin) => !fixed.has(bulletin))
  if (unknown !== undefined) throw windowProblem('window-part-unknown', { bulletin: unknown })
}
