import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HeardRecording as Said } from '../../../media/hear.ts'
import type { Digest } from '../../../playout/contract/ids.ts'
import type { Database } from '../../../server/db/schema.ts'
import { addChallenge, spendChallenge } from '../../../server/evidence/challenge-store.ts'
import { keepOverrule, listFinds } from '../../../server/evidence/find-store.ts'
import { keepHearing } from '../../../server/evidence/hearing-store.ts'
import type { Recording } from '../../../server/evidence/recording.ts'
import { listRecordings } from '../../../server/evidence/recording-list-store.ts'
import {
  addRecording,
  findRecording,
  findSameRecording,
  removeRecording,
} from '../../../server/evidence/recording-store.ts'
import { seedDistrict } from '../../support/district.ts'
import { engines } from '../../support/engines.ts'
import { aRecording } from '../../support/hearables.ts'
import { addApproved, addCampaign } from '../../support/programme.ts'

describe.each(engines)('recordings on $engine', ({ open }) => {
  let db: Kysely<Database>
  let asset: Digest
  beforeAll(async () => {
    db = await open()
    await seedDistrict(db, 1)
    await addCampaign(db)
    await addApproved(db, 'a', 30)
    const row = await db.selectFrom('asset').select('id').executeTakeFirstOrThrow()
    asset = row.id as Digest
  }, 30_000)
  afterAll(() => db.destroy())

  const listening = (id: string): Recording =>
    aRecording({ id, station: 'long-hung', digest: id as Digest, state: { kind: 'listening' } })
  const said = (soundDigest: string): Said => ({
    ...{ contentType: 'audio/webm', durationMs: 60_000, soundDigest, peaks: [-1, 1] },
    ...{ copyNeeded: 'webm', matcher: { version: '1', source: 'x' } },
    hearings: [
      {
        ...{ bulletin: asset, verdict: 'proved', startS: 20, speed: 1, coverage: 0.99 },
        ...{ falseAlarmsPerHour: 1e-6, isExpected: false },
        ...{ coverageFrom: 0.98, coverageTo: 1, confidence: 30, sameAs: [], differing: [] },
        spans: [{ fromS: 0, toS: 30, recordingFromS: 20, recordingToS: 50 }],
      },
    ],
  })
  const hear = async (id: string, soundDigest: string) => {
    await addRecording(db, listening(id))
    const made = { references: [], decoder: '7', print: 'p' as Digest, alike: [] }
    const hearing = { ...made, said: said(soundDigest) }
    return db.transaction().execute((tx) => keepHearing(tx, listening(id), hearing, 2_100_000))
  }

  it('keep what was heard with its entry, and are found by file, sound, verdict and bulletin', async () => {
    const done = await hear('r1', 's1')
    expect(done).toEqual(await findRecording(db, 'r1'))
    expect(done?.state).toMatchObject({ kind: 'done', heard: { durationMs: 60_000, copy: null } })
    expect(await findSameRecording(db, { id: 'r2', digest: 'r1' })).toBe('r1')
    expect(await findSameRecording(db, { id: 'r2', soundDigest: 's1' })).toBe('r1')
    expect(await findSameRecording(db, { id: 'r1', soundDigest: 's1' })).toBeNull()
    const ids = async (filter: Parameters<typeof listRecordings>[2]) =>
      (await listRecordings(db, ['long-hung'], filter, 9)).map(({ id }) => id)
    expect(await ids({ verdict: 'proved', bulletin: 'a', from: '2024-08-12' })).toEqual(['r1'])
    expect(await ids({ verdict: 'nothing' })).toEqual([])
    expect(await ids({ verdict: 'heard-in-part' })).toEqual([])
    expect(await listRecordings(db, [], {}, 9)).toEqual([])
  })

  it('weigh a find by the newest word of a person', async () => {
    const weighed = async () => {
      const [find] = (await listFinds(db, ['r1'])).get('r1') ?? []
      return [find?.verdict, find?.effective, find?.overruled, find?.bulletins, find?.lengthMs]
    }
    expect(await weighed()).toEqual(['proved', 'proved', false, ['a'], 30_000])
    const word = { recording: 'r1', find: 1, reason: 'x', by: 'giam-sat', at: 3 }
    await keepOverrule(db, { ...word, id: 'o1', verdict: 'not-proved' })
    expect(await weighed()).toEqual(['proved', 'not-proved', true, ['a'], 30_000])
    await keepOverrule(db, { ...word, id: 'o2', verdict: 'as-heard' })
    expect(await weighed()).toEqual(['proved', 'proved', false, ['a'], 30_000])
  })

  it.each(['recording_find', 'recording_overrule'])('never rewrite %s', async (table) => {
    const change = sql.raw(`update ${table} set verdict = 'x'`).execute(db)
    await expect(change).rejects.toThrow('append-only')
    await expect(sql.raw(`delete from ${table}`).execute(db)).rejects.toThrow('append-only')
  })

  it('are removed only while nothing was heard in them', async () => {
    await addRecording(db, listening('r3'))
    expect([await removeRecording(db, 'r1'), await removeRecording(db, 'r3')]).toEqual([
      false,
      true,
    ])
  })

  it('spend a challenge once, each for its own person and station', async () => {
    await addChallenge(db, { id: 'c', station: 'long-hung', staff: 'lan', issuedAt: 7 })
    const spend = (station: string, staff: string, recording: string) =>
      spendChallenge(db, { id: 'c', station, staff, recording })
    expect(await spend('my-huong', 'lan', 'r1')).toBeNull()
    expect(await spend('long-hung', 'minh', 'r1')).toBeNull()
    expect(await spend('long-hung', 'lan', 'r1')).toBe(7)
    expect(await spend('long-hung', 'lan', 'r1')).toBe(7)
    expect(await spend('long-hung', 'lan', 'r2')).toBeNull()
  })
})
