import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { startCentre } from '../../support/centre.ts'

describe('a full disk', () => {
  it('is named as such, keeps what was there, and the office goes on when there is room', async () => {
    const centre = await startCentre()
    const { db } = centre.deps
    const campaign = (name: string) => ({
      name,
      dispatch: 'x'.repeat(500),
      periodFrom: '2024-07-01',
      periodTo: '2024-09-30',
    })
    const full = await fill(centre)
    // The pages that are there may have room for a few more rows.
    let refused = await centre.as('lan').post('/campaigns', campaign('Không còn chỗ'))
    let kept = 0
    for (; refused.statusCode === 201 && kept < 100; kept++)
      refused = await centre.as('lan').post('/campaigns', campaign('Không còn chỗ'))
    expect(refused.statusCode).toBe(507)
    expect(refused.json()).toMatchObject({ code: 'disk-full' })
    expect(refused.json().vi).toContain('đầy')

    await full.makeRoom()
    const accepted = await centre.as('lan').post('/campaigns', campaign('Còn chỗ'))
    expect(accepted.statusCode).toBe(201)
    const names = (await db.selectFrom('campaign').select('name').execute()).map(({ name }) => name)
    expect(names.filter((name) => name === 'Không còn chỗ')).toHaveLength(kept)
    expect(names).toContain('Còn chỗ')
    await centre.stop()
  })
})

/** SQLite itself stops at a number of pages, as it would at the disk's end. */
async function fill(centre: Awaited<ReturnType<typeof startCentre>>) {
  const { db } = centre.deps
  const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(db)
  // Signing in writes too, and is not what is looked at.
  await centre.as('lan').get('/campaigns')
  await sql`PRAGMA max_page_count = ${sql.raw(String(rows[0]?.page_count))}`.execute(db)
  // What is left of the pages that are there already.
  for (let row = 0; row < 10_000; row++) {
    try {
      await db
        .insertInto('setting')
        .values({ name: `filler-${row}`, value: 'x'.repeat(3_000) })
        .execute()
    } catch {
      break
    }
  }
  return {
    makeRoom: () => sql`PRAGMA max_page_count = 1000000`.execute(db),
  }
}
