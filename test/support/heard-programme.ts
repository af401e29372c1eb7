import type { StationId } from '../../playout/contract/ids.ts'
import { samplesToMs } from '../../playout/contract/time.ts'
import { openManifest } from '../../playout/contract/trusted-manifest.ts'
import { planAndPublish } from '../../server/plan-and-publish.ts'
import type { Centre } from './centre.ts'
import { testPairs } from './keys.ts'
import { addApproved, addCampaign, districtWindow } from './programme.ts'
import { giveSample } from './recording.ts'
import { enrolKey, openPen, soundOf } from './station-pen.ts'

/** What sounded, and each commune's own window for it. */
export type HeardProgramme = Readonly<{
  /** When the district really began each bulletin, by its title. */
  aired: Readonly<Record<string, number>>
  windows: Readonly<Record<string, string>>
}>

/**
 * A morning of the district with two spoken bulletins, aired and logged: `moc`, whose first version
 * (16/9) was superseded by another sound (16/10), and `da-dung`. It is past when this returns.
 */
export async function airMorning(centre: Centre): Promise<HeardProgramme> {
  const { db } = centre.deps
  await addCampaign(db)
  for (const id of ['moc', 'da-dung']) await addApproved(db, id, 30)
  await giveSample(centre, 'moc/1', '2g-moc-16-9')
  await giveSample(centre, 'da-dung/1', '2g-da-dung')
  const first = await db
    .selectFrom('bulletin_version')
    .selectAll()
    .where('id', '=', 'moc/1')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('bulletin_version')
    .values({ ...first, id: 'moc/2', number: 2 })
    .execute()
  await db
    .updateTable('bulletin_version')
    .set({ superseded_at: centre.clock.now() - 60_000 })
    .where('id', '=', 'moc/1')
    .execute()
  await giveSample(centre, 'moc/2', '2g-lui-den-16-10')
  await enrolKey(db, 'district', 'stationOne')
  const made = await centre.as('an').post('/windows', districtWindow('09:00:00'))
  if (made.statusCode !== 201) throw new Error(made.body)
  await planAndPublish(centre.deps, centre.clock.now())
  const aired = await airWindow(centre)
  await centre.wait(2 * 3_600_000)
  const windows = await db.selectFrom('window').select(['id', 'station_id']).execute()
  return {
    aired,
    windows: Object.fromEntries(windows.map(({ id, station_id }) => [station_id, id])),
  }
}

/** Logs the first block of the district as aired, on the instant. */
export async function airWindow(centre: Centre): Promise<Record<string, number>> {
  const reply = await centre.nobody.get('/stations/district/manifest')
  const opened = await openManifest(
    reply.body,
    testPairs.root.publicKey,
    'district' as StationId,
    0,
    centre.clock.now(),
  )
  if (!opened.ok) throw new Error(opened.reason)
  const manifest = opened.value
  const [block] = manifest.blocks
  if (!block) throw new Error('nothing was planned')
  const pen = await openPen('district', 'stationOne')
  const events = []
  for (const item of block.items) {
    const sound = soundOf(manifest, block, item)
    events.push(await pen.write(sound.started), await pen.write(sound.ended))
  }
  await centre.wait(2 * 3_600_000)
  const pushed = await centre.nobody.post('/stations/district/events', { events })
  if (pushed.statusCode !== 200) throw new Error(pushed.body)
  return Object.fromEntries(
    block.items.map((item) => [item.title, block.startsAt + samplesToMs(item.offsetSamples)]),
  )
}
