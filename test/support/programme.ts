import type { Kysely } from 'kysely'
import { sha256Hex } from '../../playout/contract/hash.ts'
import { SAMPLE_RATE } from '../../playout/contract/time.ts'
import { openCampaign } from '../../server/db/plain-rows.ts'
import type { BulletinRow, BulletinVersionRow, Database } from '../../server/db/schema.ts'

/** Rows that a programme needs, written as the areas before the plan would leave them. */

const CAMPAIGN = 'tat-song-2g'

export async function addCampaign(db: Kysely<Database>): Promise<void> {
  await db
    .insertInto('campaign')
    .values({
      ...{ id: CAMPAIGN, unit_id: 'my-tu', name: 'Tắt sóng 2G', dispatch: '' },
      ...{ period_from: '2024-08-01', period_to: '2024-08-31', extended_until: '2024-10-16' },
      ...{ report_dates: '[]', created_at: 0 },
      ...openCampaign,
    })
    .execute()
}

/** An approved bulletin with its sound, of the campaign unless said otherwise; its version is `<id>/1`. */
export async function addApproved(
  db: Kysely<Database>,
  id: string,
  seconds: number,
  changes: Partial<BulletinRow & Omit<BulletinVersionRow, 'id'>> = {},
): Promise<void> {
  const samples = seconds * SAMPLE_RATE
  const asset = sha256Hex(`master of ${id}`)
  await db
    .insertInto('asset')
    .values({
      ...{ id: asset, samples, loudness: -1600, true_peak: -150, peaks: '[]', source: '{}' },
      ...{ original_digest: sha256Hex(id), original_name: `${id}.wav` },
      ...{ created_by: 'lan', created_at: 0 },
    })
    .execute()
  const kinds = {
    opus: 'audio/ogg; codecs=opus',
    mp3: 'audio/mpeg',
    master: 'audio/flac',
  } as const
  await db
    .insertInto('rendition')
    .values(
      (['opus', 'mp3', 'master'] as const).map((kind) => ({
        ...{ digest: sha256Hex(`${kind} of ${id}`), asset_id: asset, kind },
        ...{ content_type: kinds[kind], bytes: seconds * 6_000, samples },
      })),
    )
    .execute()
  await db
    .insertInto('bulletin')
    .values({
      ...{ id, unit_id: 'my-tu', title: id },
      campaign_id: changes.campaign_id === undefined ? CAMPAIGN : changes.campaign_id,
      ...{ created_by: 'lan', created_at: 0 },
    })
    .execute()
  await db
    .insertInto('bulletin_version')
    .values({
      ...{ id: `${id}/1`, bulletin_id: id, number: 1, text: '', asset_id: asset },
      ...{ language: changes.language ?? 'vi', state: changes.state ?? 'approved' },
      ...{ author_id: 'lan', editors: '["lan"]', awaiting: null, returned_note: null },
      ...{ created_at: 0, submitted_at: 1, approved_by: 'minh', approved_at: 2 },
      ...{ valid_from: changes.valid_from ?? 0, valid_to: changes.valid_to ?? null },
      ...{ class: changes.class ?? 'ordinary', content_type: changes.content_type ?? 'news' },
    })
    .execute()
}

/** Tune, three campaign bulletins and a test sound. */
export async function addProgramme(db: Kysely<Database>): Promise<void> {
  await addCampaign(db)
  await addApproved(db, 'nhac-hieu', 5, { content_type: 'tune', campaign_id: null })
  await addApproved(db, 'am-thu', 3, { content_type: 'test', campaign_id: null })
  for (const id of ['a', 'b', 'c']) await addApproved(db, id, 60)
}

/** A window of the district that all three communes relay, as an administrator asks for it. */
export function districtWindow(startsAt: string, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    station: 'district',
    name: startsAt.slice(0, 5),
    startsAt,
    validFrom: '2024-01-01',
    segments: [
      { source: 'district', lengthMs: 200_000, campaignShareMs: 150_000 },
      { source: 'province', lengthMs: 100_000, campaignShareMs: null },
    ],
    relayedBy: ['my-huong', 'long-hung', 'hung-phu'],
    ...changes,
  }
}

/** An emergency of lan's that minh has read back. */
export async function addConfirmed(
  db: Kysely<Database>,
  {
    station,
    version,
    fromAt,
    untilAt,
  }: Readonly<{
    station: string
    version: string
    fromAt: number
    untilAt: number
  }>,
): Promise<void> {
  await db
    .insertInto('quiet_confirmation')
    .values({
      ...{ id: `${station} ${version} ${fromAt}`, station_id: station, version_id: version },
      ...{ from_at: fromAt, until_at: untilAt, asked_by: 'lan', asked_at: 1 },
      ...{ confirmed_by: 'minh', confirmed_at: 2, read_back: '', withdrawn_at: null },
    })
    .execute()
}
