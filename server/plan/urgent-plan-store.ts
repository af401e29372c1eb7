import type { StaffId } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { dayHands } from './hand.ts'
import { listHands } from './hand-store.ts'
import { listBlocks, replaceBlocks } from './plan-store.ts'
import { versionText } from './plan-version.ts'
import { appendPlanVersions } from './plan-version-store.ts'
import type { PlannedBlock } from './playlist.ts'

/**
 * Writes what breaks in (or what stays of it) into the playlists of the day, each with a version of
 * its own; nothing is planned anew, since nothing may wait for that. One transaction around it.
 */
export async function writeUrgent(
  db: Db,
  blocks: readonly PlannedBlock[],
  by: Readonly<{ staff: StaffId; at: Instant }>,
): Promise<void> {
  if (blocks.length === 0) return
  await replaceBlocks(db, [], blocks, by.at)
  const dates = [...new Set(blocks.map(({ block }) => block.date))].sort()
  const [from, to] = [dates[0] ?? '', dates.at(-1) ?? '']
  const hands = await listHands(db, { from, to })
  const planned = (await listBlocks(db, { dates })).filter(
    ({ block }) => block.purpose === 'programme',
  )
  const texts = blocks.map(({ station, block: { date } }) => ({
    ...{ station, date },
    text: versionText(
      planned.filter((one) => one.station === station && one.block.date === date),
      dayHands(hands, { station, date }),
    ),
  }))
  await appendPlanVersions(db, texts, { ...by, cause: 'emergency' })
}
