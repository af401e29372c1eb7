import type { CampaignId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { itemSpan } from './playlist.ts'
import type { RelayedList } from './relayed.ts'

/**
 * What each station relayed on the last date before another on which it relayed anything: the newest
 * of it decides what directly follows, and the least times that people can ask for reach no further.
 */
export async function listLastRelayed(
  db: Db,
  range: Readonly<{ since: Instant; before: LocalDate }>,
): Promise<ReadonlyMap<string, RelayedList>> {
  const last = await db
    .selectFrom('plan_block as block')
    .select('block.station_id as station')
    .select(({ fn }) => fn.max('block.date').as('date'))
    .where('block.purpose', '=', 'programme')
    .where('block.starts_at', '>=', range.since)
    .where('block.date', '<', range.before)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('plan_item as item')
          .select('item.id')
          .whereRef('item.block_id', '=', 'block.id')
          .where('item.relay_of', 'is not', null)
          .where('item.kind', '=', 'bulletin'),
      ),
    )
    .groupBy('block.station_id')
    .execute()
  const dateOf = new Map(last.map(({ station, date }) => [station as string, date]))
  const dates = [...new Set(dateOf.values())]
  if (dates.length === 0) return new Map()
  const rows = await db
    .selectFrom('plan_item as item')
    .innerJoin('plan_block as block', 'block.id', 'item.block_id')
    .select(['block.station_id as station', 'block.date', 'block.starts_at as begins'])
    .select(['item.bulletin_id as bulletin', 'item.language', 'item.campaign_id as campaign'])
    .select(['item.offset_samples as offset', 'item.length_samples as length'])
    .where('block.purpose', '=', 'programme')
    .where('block.date', 'in', dates)
    .where('item.relay_of', 'is not', null)
    .where('item.kind', '=', 'bulletin')
    .orderBy('block.starts_at')
    .orderBy('item.position')
    .execute()
  const relayed = new Map<string, RelayedList[number][]>()
  for (const { station, date, begins, bulletin, language, campaign, offset, length } of rows) {
    if (bulletin === null || language === null || dateOf.get(station) !== date) continue
    const { startsAt } = itemSpan(
      { startsAt: Number(begins) },
      { offsetSamples: offset, lengthSamples: length },
    )
    const known = relayed.get(station) ?? []
    relayed.set(station, known)
    known.push({ bulletin, language, campaign: campaign as CampaignId | null, date, startsAt })
  }
  return relayed
}
