import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isDuplicate, openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import type { Database } from '../../../server/db/schema.ts'
import { seedDistrict } from '../../support/district.ts'
import { engines } from '../../support/engines.ts'

describe.each(engines)('the database on $engine', ({ engine, open }) => {
  let db: Kysely<Database>
  beforeAll(async () => {
    db = await open()
    await seedDistrict(db, 1)
  }, 30_000)
  afterAll(() => db.destroy())

  it('stays as it is when migrated again', async () => {
    await migrate(db, engine)
    expect(await db.selectFrom('unit').select('id').execute()).toHaveLength(4)
  })

  it('has a table for every row type', async () => {
    const schema = readFileSync(new URL('../../../server/db/schema.ts', import.meta.url), 'utf8')
    const named = [...schema.matchAll(/^ {2}(\w+): \w+Row$/gm)].map(([, name]) => name)
    const tables = (await db.introspection.getTables()).map(({ name }) => name)
    expect(named.length).toBeGreaterThan(20)
    expect(tables).toEqual(expect.arrayContaining(named))
  })

  it.each([
    ['audit', "update audit set action = 'x'", 'delete from audit'],
    ['refusal', "update refusal set reason = 'x'", 'delete from refusal'],
    ['ledger_leaf', "update ledger_leaf set text = 'x'", 'delete from ledger_leaf'],
    ['station_event', "update station_event set type = 'x'", 'delete from station_event'],
    ['manifest', "update manifest set text = 'x'", 'delete from manifest'],
  ])('refuses to change or remove what %s holds', async (table, update, remove) => {
    await addOneOfEach(db)
    await expect(sql.raw(update).execute(db)).rejects.toThrow('append-only')
    await expect(sql.raw(remove).execute(db)).rejects.toThrow('append-only')
    const kept = await sql.raw<{ n: number }>(`select count(*) as n from ${table}`).execute(db)
    expect(Number(kept.rows[0]?.n)).toBe(1)
  })

  it('keeps one event per place in a chain, and one manifest per version', async () => {
    await addOneOfEach(db)
    await db
      .insertInto('ledger_leaf')
      .values({ ...leaf, leaf_index: 1 })
      .execute()
    const again = db
      .insertInto('station_event')
      .values({ ...event, leaf_index: 1 })
      .execute()
    await expect(again).rejects.toSatisfy(isDuplicate)
    const twice = db.insertInto('manifest').values(manifest).execute()
    await expect(twice).rejects.toSatisfy(isDuplicate)
  })

  it('refuses a version that its author approved, whatever the program believes', async () => {
    await db
      .insertInto('bulletin')
      .values({
        ...{ id: 'b', unit_id: 'my-tu', title: 'Bản tin' },
        ...{ campaign_id: null, created_by: 'lan', created_at: 1 },
      })
      .execute()
    const approvedByAuthor = db
      .insertInto('bulletin_version')
      .values({
        ...{ id: 'b/1', bulletin_id: 'b', number: 1, language: 'vi' as const, text: '' },
        ...{ asset_id: null, awaiting: null, state: 'approved' as const, author_id: 'hoa' },
        ...{ editors: '["lan"]', created_at: 1, submitted_at: 1, approved_by: 'hoa' },
        ...{ approved_at: 1, returned_note: null, valid_from: 1, valid_to: null },
        ...{ class: 'ordinary' as const, content_type: 'news' as const },
      })
      .execute()
    await expect(approvedByAuthor).rejects.toThrow(/check/i)
  })

  it('refuses data that a newer version of the program has written', async () => {
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030')`.execute(
      db,
    )
    await expect(migrate(db, engine)).rejects.toThrow('newer version of Tiếp Âm')
    await sql`delete from kysely_migration where name = '9999-later'`.execute(db)
  })
})

describe('opening a database file', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-db-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('makes it durable: write-ahead log, full sync, foreign keys held', async () => {
    const db = openDatabase(path.join(folder, 'new', 'office.sqlite'))
    const pragma = async (name: string) =>
      Object.values((await sql.raw<object>(`pragma ${name}`).execute(db)).rows[0] ?? {})[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('foreign_keys')).toBe(1)
    await db.destroy()
  })

  it('says in one sentence that a file is no database', () => {
    const file = path.join(folder, 'letter.sqlite')
    writeFileSync(file, 'Kính gửi đài huyện, '.repeat(100))
    expect(() => openDatabase(file)).toThrow(/damaged or not a database of Tiếp Âm/)
  })

  it('says in one sentence that its folder is a file', () => {
    const file = path.join(folder, 'plain')
    writeFileSync(file, '')
    expect(() => openDatabase(path.join(file, 'office.sqlite'))).toThrow(/is not a folder/)
  })
})

const leaf = {
  ...{ leaf_index: 0, kind: 'event' as const, hash: 'h', text: '{}' },
  ...{ signature: 's', received_at: 1 },
}
const event = {
  ...{ leaf_index: 0, key_id: 'k', seq: 1, hash: 'h', station_id: 'my-huong', type: 'boot' },
  ...{ airing_id: null, at: 1 },
}
const manifest = {
  ...{ station_id: 'my-huong', version: 1, issued_at: 1, text: '{}', signature: 's' },
  ...{ key_text: '{}', key_signature: 's', jumped_over: null },
}

/** One row in each append-only table; nothing when they are there. */
async function addOneOfEach(db: Kysely<Database>): Promise<void> {
  if (await db.selectFrom('audit').select('id').executeTakeFirst()) return
  await db
    .insertInto('audit')
    .values({ id: 'a', at: 1, staff_id: null, action: 'x', subject: 'y', detail: '{}' })
    .execute()
  await db
    .insertInto('refusal')
    .values({ id: 'r', at: 1, station_id: null, kind: 'event', reason: 'gap', detail: '{}' })
    .execute()
  await db
    .insertInto('station_key')
    .values({
      ...{ key_id: 'k', station_id: 'my-huong', public_key: 'p', enrolled_at: 1 },
      revoked_at: null,
    })
    .execute()
  await db.insertInto('ledger_leaf').values(leaf).execute()
  await db.insertInto('station_event').values(event).execute()
  await db.insertInto('manifest').values(manifest).execute()
}
