import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffId } from '../../../playout/contract/ids.ts'
import { type Bulletin, stateAt } from '../../../server/bulletin/bulletin.ts'
import { getBulletin, saveChanges } from '../../../server/bulletin/bulletin-store.ts'
import { editVersion } from '../../../server/bulletin/edit.ts'
import { changeVersion } from '../../../server/bulletin/step.ts'
import { firstLight } from '../../../server/db/0001-first-light.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { type Engine, migrate } from '../../../server/db/migrate.ts'
import type { Database } from '../../../server/db/schema.ts'
import { listCandidates } from '../../../server/plan/candidate-store.ts'

const engines: readonly Readonly<{ engine: Engine; open(): Kysely<Database> }>[] = [
  { engine: 'sqlite', open: () => openDatabase(':memory:') },
  {
    engine: 'postgres',
    open: () => new Kysely<Database>({ dialect: new PGliteDialect({ pglite: new PGlite() }) }),
  },
]

/** As the first release left an office: two versions, a Khmer draft, a priority notice. */
const firstRelease = [
  `insert into unit (id, code, kind, name, valid_from) values ('u', '1', 'district', 'Huyện', '2024-01-01')`,
  `insert into station (id, unit_id, name, role, technology, languages, zone, volume_millibels)
   values ('district', 'u', 'Đài', 'district', 'ip', '["vi"]', 'Asia/Ho_Chi_Minh', 0)`,
  ...['lan', 'minh', 'hoa'].map(
    (
      id,
    ) => `insert into staff (id, username, name, password_hash, language, created_at, must_change_password)
     values ('${id}', '${id}', '${id}', 'x', 'vi', 0, 0)`,
  ),
  `insert into asset (id, samples, loudness, true_peak, original_digest, original_name, source, peaks, created_at)
   values ('${'a'.repeat(64)}', 48000, -1600, -150, 'o', 'x.wav', '{}', '[]', 0)`,
  `insert into bulletin (id, unit_id, title, class, content_type, created_by, created_at)
   values ('b', 'u', 'Dừng 2G', 'priority', 'notice', 'lan', 0)`,
  ...[
    ['1', 'vi', 'superseded', "'minh', 10"],
    ['2', 'vi', 'approved', "'minh', 20"],
    ['3', 'km', 'draft', 'null, null'],
    ['4', 'vi', 'submitted', 'null, null'],
  ].map(
    ([number, language, state, approved]) =>
      `insert into bulletin_version (id, bulletin_id, number, language, text, asset_id, state,
         author_id, editors, created_at, submitted_at, approved_by, approved_at, valid_from)
       values ('b/${number}', 'b', ${number}, '${language}', 'x', '${'a'.repeat(64)}', '${state}',
         'lan', '["lan"]', 0, 5, ${approved}, 0)`,
  ),
]

describe.each(engines)('the second step of the database on $engine', ({ engine, open }) => {
  let db: Kysely<Database>
  beforeAll(async () => {
    db = open()
    const provider = {
      getMigrations: async () => ({ '0001-first-light': firstLight(engine) }),
    }
    const { error } = await new Migrator({ db, provider }).migrateToLatest()
    if (error) throw error
    for (const statement of firstRelease) await sql.raw(statement).execute(db)
    await migrate(db, engine)
  }, 60_000)
  afterAll(() => db.destroy())

  it('gives each version the class and type that its bulletin had', async () => {
    for (const version of (await getBulletin(db, 'b')).versions)
      expect(version).toMatchObject({ class: 'priority', contentType: 'notice' })
  })

  it('keeps what was superseded so, from the instant at which its successor was approved', async () => {
    const [first, second] = (await getBulletin(db, 'b')).versions
    expect(first).toMatchObject({ state: 'approved', supersededAt: 20 })
    expect(second).toMatchObject({ state: 'approved', supersededAt: null })
    expect(first && [stateAt(first, 19), stateAt(first, 20)]).toEqual(['approved', 'superseded'])
    const versions = (await listCandidates(db, 1_000)).map(({ version }) => version)
    expect(versions).toEqual(['b/2'])
  })

  it('has a Khmer version say the Vietnamese one that was there before it', async () => {
    const { versions } = await getBulletin(db, 'b')
    expect(versions.map(({ translates }) => translates)).toEqual([null, null, 'b/2', null])
  })

  it('lets no two people save what they made of the same version', async () => {
    const before = await getBulletin(db, 'b')
    const waiting = before.versions[3]
    if (!waiting) throw new Error('no version 4')
    const actor = {
      ...{ id: 'minh' as StaffId, edits: false, reviews: false, approves: true, listened: true },
    }
    const approved = changeVersion(before, waiting, { action: 'approve' }, actor, 100)
    const edited = editVersion(before, waiting, { text: 'Lời khác' }, 'hoa' as StaffId, 100)
    if (!approved.ok || !edited.ok) throw new Error('refused')
    // Edited and submitted again: it looks the same from afar, and is not what was approved.
    await saveChanges(db, before, edited.value)
    const again = await getBulletin(db, 'b')
    const [redrafted] = again.versions.filter(({ number }) => number === 4)
    if (!redrafted) throw new Error('no version 4')
    const submit = changeVersion(again, redrafted, { action: 'submit' }, actor, 5)
    if (!submit.ok) throw new Error('refused')
    await saveChanges(db, again, submit.value)
    const late = saveChanges(db, before, approved.value)
    await expect(late).rejects.toMatchObject({ code: 'bulletin-changed-meanwhile' })
    expect(textsOf(await getBulletin(db, 'b'))).toContain('4 submitted Lời khác')
  })
})

function textsOf({ versions }: Bulletin): string[] {
  return versions.map(({ number, state, text }) => `${number} ${state} ${text}`)
}
