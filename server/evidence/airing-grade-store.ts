import type { LocalDate } from '../../playout/contract/time.ts'
import type { Airing } from '../airing/airing.ts'
import type { Db } from '../deps.ts'
import { listPlanStations } from '../plan/candidate-store.ts'
import { readHearables } from './hearable-store.ts'
import { type HeardAt, hearingsOf } from './heard.ts'
import { withFinds } from './hearing-store.ts'
import { listRecordingsOfDate } from './recording-store.ts'

type Named = Pick<Airing, 'id' | 'station' | 'item' | 'date' | 'startedAt'>

/**
 * What shows that each of these airings sounded: a recording made at its station in which the matcher
 * found it, or the player's signed word alone. Which is the same answer as the compliance matrix gives.
 */
export async function gradeAirings(
  db: Db,
  airings: readonly Named[],
): Promise<ReadonlyMap<string, 'heard' | 'logged'>> {
  const grades = new Map<string, 'heard' | 'logged'>(airings.map(({ id }) => [id, 'logged']))
  const stations = new Map((await listPlanStations(db)).map((one) => [one.id as string, one]))
  const days = Map.groupBy(airings, ({ station, date }) => `${station}\n${date}`)
  for (const all of days.values()) {
    const [{ station: id, date }] = all as [Named, ...Named[]]
    const station = stations.get(id)
    const made = station ? await listRecordingsOfDate(db, date as LocalDate, [id]) : []
    if (!station || made.length === 0) continue
    const hearables = await readHearables(db, station, date as LocalDate)
    const heard = hearingsOf(hearables, await withFinds(db, made))
    const dueAt = new Map(hearables.map((one) => [one.key, one.dueAt]))
    // Of several tries of one item, the one that the recording was bound to.
    for (const { id: airing, item, startedAt } of all)
      if (startedAt === dueAt.get(item) && isProved(heard.get(item))) grades.set(airing, 'heard')
  }
  return grades
}

function isProved(heard: HeardAt | undefined): boolean {
  return heard?.words.some(({ verdict, isByEar }) => verdict === 'proved' && !isByEar) ?? false
}
