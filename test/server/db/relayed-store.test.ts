import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../server/db/schema.ts'
import { replaceBlocks } from '../../../server/plan/plan-store.ts'
import { listLastRelayed } from '../../../server/plan/relayed-store.ts'
import { hasSecondPerson } from '../../../server/plan/setting-store.ts'
import { seedDistrict } from '../../support/district.ts'
import { engines } from '../../support/engines.ts'
import { addProgramme } from '../../support/programme.ts'
import { relayedOn } from '../../support/relayed.ts'

const NOW = Date.parse('2024-08-12T08:00:00+07:00')

describe.each(engines)('what was relayed before, on $engine', ({ open }) => {
  let db: Kysely<Database>

  beforeAll(async () => {
    db = await open()
    await seedDistrict(db, NOW)
    await addProgramme(db)
    const blocks = [
      relayedOn('2024-08-07', ['c']),
      relayedOn('2024-08-09', ['a', 'b']),
      relayedOn('2024-08-11', ['c']),
    ]
    await replaceBlocks(db, [], blocks, NOW)
  }, 120_000)
  afterAll(() => db.destroy())

  it('is that of the last date with any, in order of time, and nobody else’s', async () => {
    const relayed = await listLastRelayed(db, { since: 0, before: '2024-08-11' })
    expect([...relayed.keys()]).toEqual(['my-huong'])
    expect(relayed.get('my-huong')).toEqual([
      {
        ...{ bulletin: 'a', language: 'vi', campaign: null, date: '2024-08-09' },
        startsAt: Date.parse('2024-08-09T17:00:00+07:00'),
      },
      {
        ...{ bulletin: 'b', language: 'vi', campaign: null, date: '2024-08-09' },
        startsAt: Date.parse('2024-08-09T17:01:00+07:00'),
      },
    ])
  })

  it('is nothing where nothing was relayed since', async () => {
    expect(await listLastRelayed(db, { since: NOW, before: '2024-08-11' })).toEqual(new Map())
  })

  it('knows whether somebody else may confirm quiet hours', async () => {
    expect(await hasSecondPerson(db, 'an')).toBe(true)
    await db.updateTable('staff').set({ disabled_at: NOW }).where('id', '<>', 'an').execute()
    expect(await hasSecondPerson(db, 'an')).toBe(false)
  })
})
