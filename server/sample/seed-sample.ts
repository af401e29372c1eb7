import { ingest } from '../../media/ingest.ts'
import {
  awaitedBulletins,
  type SampleBulletin,
  type SampleEmergency,
  type SampleSignal,
  sampleBulletins,
  sampleEmergencies,
  samplePath,
  sampleSignals,
} from '../../media/samples/samples.ts'
import { defaultLimits, type IngestedSound } from '../../media/sound.ts'
import type { MediaTools } from '../bulletin/sound.ts'
import { addSound } from '../bulletin/sound-store.ts'
import { replaceWordingRules } from '../campaign/wording-store.ts'
import type { ClusterRow } from '../db/place-rows.ts'
import type { BulletinVersionRow } from '../db/schema.ts'
import type { Db, Deps } from '../deps.ts'
import { MY_TU, placesOfMyTu } from '../office/my-tu.ts'
import { localDateOf } from '../plan/local-time.ts'
import { saveSetting } from '../settings.ts'
import { hashPassword, SALT_BYTES } from '../staff/password.ts'
import { readablePassword } from '../staff/staff.ts'
import { addStaff } from '../staff/staff-store.ts'
import { phaseValidity, sampleCampaign } from './sample-campaign.ts'
import { type SamplePerson, samplePersons } from './sample-persons.ts'
import { sampleWording } from './sample-wording.ts'

const HOUR_MS = 3_600_000

/** What the sample's relays on this machine call their only output. */
const RELAY_OUTPUT = 'null'

/**
 * Mỹ Tú as sample data: places, persons, the campaign. All or nothing.
 * @returns the password that was made for `admin` and the sample persons, to be shown once; null
 *   when one was given, or the sample was there already
 */
export async function seedSample(deps: Deps): Promise<string | null> {
  const { db, clock, config, randomBytes } = deps
  if (await db.selectFrom('unit').select('id').executeTakeFirst()) return null
  const now = clock.now()
  const made = config.adminPassword === null ? readablePassword(randomBytes(16)) : null
  const hash = await hashPassword(config.adminPassword ?? made ?? '', randomBytes(SALT_BYTES))
  const places = placesOfMyTu('2024-01-01')
  await db.transaction().execute(async (tx) => {
    await tx.insertInto('unit').values(places.units).execute()
    const stations = places.stations.map((one, index) => ({ ...one, phone: samplePhone(index) }))
    await tx.insertInto('station').values(stations).execute()
    await tx.insertInto('cluster').values(places.clusters.map(withOutput)).execute()
    await tx
      .insertInto('campaign')
      .values(sampleCampaign(localDateOf(now, MY_TU.zone)))
      .execute()
    await saveSetting(tx, 'sample', 'true')
    await saveSetting(tx, 'quiet-hours', 'null')
    const administrator: Omit<SamplePerson, 'says'> = {
      username: 'admin',
      name: 'Quản trị viên',
      role: 'administrator',
      unit: 'mytu-district',
    }
    await replaceWordingRules(tx, deps, 'dung-2g', sampleWording)
    for (const { username, name, role, unit, languages } of [administrator, ...samplePersons])
      await addStaff(
        tx,
        {
          ...{ id: username, username, name, password_hash: hash, language: 'vi', created_at: now },
          ...{
            disabled_at: null,
            must_change_password: made !== null && username === 'admin' ? 1 : 0,
          },
        },
        [
          {
            ...{ id: deps.newId(), staff_id: username, role, unit_id: unit },
            ...{ granted_at: now, revoked_at: null },
            languages: languages ? JSON.stringify(languages) : null,
          },
        ],
      )
  })
  return made
}

/** Clusters of a commune that has a player here hang on its output, so that a stop can be tried. */
function withOutput(cluster: ClusterRow): ClusterRow {
  return cluster.technology === 'ip' ? { ...cluster, output: RELAY_OUTPUT } : cluster
}

/** Nobody's: numbers that begin like this are not given out. */
function samplePhone(index: number): string {
  return `0299 0000 ${String(100 + index)}`
}

/**
 * Takes the sample's sounds in, as if somebody had uploaded and approved them; each with its rows in
 * one transaction, so that it can be broken off and gone on with at the next start.
 *
 * @param part `first`: the tune, the test signal and what is heard in the first window; `rest`: all others
 */
export async function seedSampleSounds(
  deps: Deps,
  media: MediaTools,
  part: 'first' | 'rest',
): Promise<void> {
  const today = sampleBulletins.filter(({ phase }) => phase === 3)
  const first = [...sampleSignals, ...today.slice(0, 2)]
  const past = sampleBulletins.filter(({ phase }) => phase !== 3)
  const all = [...first, ...today.slice(2), ...sampleEmergencies, ...past]
  const wanted = part === 'first' ? first : all
  const known = await deps.db.selectFrom('bulletin').select('id').execute()
  const missing = wanted.filter(({ key }) => !known.some(({ id }) => id === key))
  // Two at a time is what a small machine has cores for; one while people listen.
  const lanes = part === 'first' ? 2 : 1
  const next = missing[Symbol.iterator]()
  const lane = async () => {
    for (const one of next) await seedSound(deps, media, one)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (part === 'rest') await seedAwaited(deps)
}

type SampleSound = SampleBulletin | SampleSignal | SampleEmergency

async function seedSound(
  deps: Deps,
  { store, program, workFolder }: MediaTools,
  one: SampleSound,
): Promise<void> {
  const level = 'level' in one ? one.level : 'house'
  const outcome = await ingest(
    samplePath(one.file),
    { store, program, workFolder, level, trim: { startSamples: 0, endSamples: 0 } },
    defaultLimits,
  )
  if (!outcome.ok) throw new Error(`sample ${one.key} was refused: ${outcome.reason}`)
  await deps.db.transaction().execute(async (tx) => {
    await addSound(tx, outcome.value, one.file, 'lan', deps.clock.now())
    await saveApproved(tx, one, outcome.value)
  })
  deps.live.tell({ topic: 'bulletin', bulletin: one.key })
}

async function saveApproved(db: Db, one: SampleSound, sound: IngestedSound): Promise<void> {
  const signal = 'kind' in one
  const campaign = 'phase' in one ? 'dung-2g' : null
  const validity = 'phase' in one ? phaseValidity[one.phase] : { ...phaseValidity[1], to: null }
  const contentType = signal
    ? one.kind
    : 'contentType' in one
      ? contentTypeOf(one.contentType)
      : 'notice'
  await saveBulletin(db, one.key, one.title, campaign, validity.from)
  await db
    .insertInto('bulletin_version')
    .values({
      ...versionOf(one.key, 1, validity.from),
      content_type: contentType,
      class: signal || campaign !== null ? 'ordinary' : 'emergency',
      text: signal ? '' : one.text,
      asset_id: sound.id,
      state: 'approved',
      submitted_at: validity.from - 2 * HOUR_MS,
      approved_by: 'minh',
      approved_at: validity.from - HOUR_MS,
      valid_to: validity.to,
    })
    .execute()
}

/** Variants that wait for a person who reads them: a draft beside the Vietnamese one. */
async function seedAwaited(deps: Deps): Promise<void> {
  for (const one of awaitedBulletins) {
    const known = await deps.db
      .selectFrom('bulletin_version')
      .select('id')
      .where('bulletin_id', '=', one.variantOf)
      .where('language', '=', 'km')
      .executeTakeFirst()
    if (known) continue
    await deps.db
      .insertInto('bulletin_version')
      .values({
        ...versionOf(one.variantOf, 2, phaseValidity[one.phase].from),
        language: 'km',
        translates: `${one.variantOf}/1`,
        text: one.note,
        awaiting: 'recording',
      })
      .execute()
    deps.live.tell({ topic: 'bulletin', bulletin: one.variantOf })
  }
}

async function saveBulletin(
  db: Db,
  id: string,
  title: string,
  campaign: string | null,
  validFrom: number,
): Promise<void> {
  await db
    .insertInto('bulletin')
    .values({
      ...{ id, title, unit_id: 'mytu-district', campaign_id: campaign },
      ...{ created_by: 'lan', created_at: validFrom - 24 * HOUR_MS },
    })
    .execute()
}

function versionOf(bulletin: string, number: number, validFrom: number): BulletinVersionRow {
  return {
    ...{ id: `${bulletin}/${number}`, bulletin_id: bulletin, number, language: 'vi', text: '' },
    ...{ asset_id: null, awaiting: null, state: 'draft', author_id: 'lan', editors: '["lan"]' },
    ...{ created_at: validFrom - 24 * HOUR_MS, submitted_at: null, approved_by: null },
    ...{ approved_at: null, returned_note: null, valid_from: validFrom, valid_to: null },
    ...{ class: 'ordinary', content_type: 'news', translates: null, speech: null },
    ...{ reviewed_by: null, reviewed_at: null, superseded_at: null, recalled_at: null },
  }
}

function contentTypeOf(word: SampleBulletin['contentType']): BulletinVersionRow['content_type'] {
  return { tin: 'news', 'thông báo': 'notice', bài: 'feature' }[
    word
  ] as BulletinVersionRow['content_type']
}
