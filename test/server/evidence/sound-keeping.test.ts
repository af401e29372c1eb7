import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { letSoundsGo } from '../../../server/evidence/sound-keeping-store.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { recordingWithSound, recordStreet, sendRecording } from '../../support/recording.ts'

const MONTH = 31 * 86_400_000

describe('the sound of a recording', { timeout: 120_000 }, () => {
  let centre: Centre
  let kept: string
  let disputed: string

  beforeAll(async () => {
    centre = await startCentre()
    const about = { station: 'long-hung', date: '2024-08-12' }
    const send = async (noise: number) => {
      const street = { as: 'webm', noise, before: 1, after: 1 }
      const file = await recordStreet(centre, '2g-da-dung', street)
      return (await sendRecording(centre, 'truc-long-hung', file, about)).id
    }
    kept = await send(0.02)
    disputed = await send(0.03)
  }, 60_000)
  afterAll(() => centre.stop())

  const read = async (id: string) => (await centre.as('giam-sat').get(`/recordings/${id}`)).json()
  const passing = (months: number) =>
    letSoundsGo(centre.deps, centre.store, centre.clock.now() + months * MONTH)

  it('is kept half a year unless the administrator says otherwise', async () => {
    const at = '/office/recording-sound'
    expect((await centre.as('giam-sat').get(at)).json()).toEqual({ months: 6 })
    expect((await centre.as('giam-sat').put(at, { months: 3 })).statusCode).toBe(403)
    expect((await centre.as('an').put(at, { months: 1 })).statusCode).toBe(400)
    expect((await read(kept)).soundUntil).toBe((await read(kept)).receivedAt + 6 * MONTH)
    expect((await centre.as('an').put(at, { months: null })).json()).toEqual({ months: null })
    expect(await passing(100)).toEqual([])
    expect((await read(kept)).soundUntil).toBeNull()
    expect((await centre.as('an').put(at, { months: 6 })).statusCode).toBe(200)
    expect(await passing(5.9)).toEqual([])
  })

  it('then goes, and what was heard, digest, fingerprint and ledger stay', async () => {
    const { db } = centre.deps
    const row = { id: 'w', recording_id: disputed, target: 't', obligation: null }
    await db
      .insertInto('recording_attestation')
      .values({
        ...{ ...row, verdict: 'all', from_ms: null, reason: 'x', staff_id: 'giam-sat' },
        ...{ at: 1, leaf_index: 0 },
      })
      .execute()
    const before = await recordingWithSound(centre, 'giam-sat', kept)
    const files = await db
      .selectFrom('recording')
      .select(['digest', 'copy_digest', 'print_digest'])
      .where('id', '=', kept)
      .executeTakeFirstOrThrow()
    const isThere = async (digest: string | null) =>
      digest !== null && (await centre.store.stat(digest as never)) !== null
    expect([await isThere(files.digest), await isThere(files.copy_digest)]).toEqual([true, true])
    // Where a person spoke, nothing else bears their word out.
    expect(await passing(6.1)).toEqual([kept])
    expect(await passing(6.1)).toEqual([])
    expect([await isThere(files.digest), await isThere(files.copy_digest)]).toEqual([false, false])
    const after = await read(kept)
    for (const name of ['finds', 'peaks', 'digest', 'matcher', 'durationMs', 'state'])
      expect(after[name]).toEqual(before[name])
    expect(after).toMatchObject({ sound: null, soundUntil: null })
    expect(after.soundRemovedAt).toBeGreaterThan(0)
    const gone = await centre.as('giam-sat').get(`/recordings/${kept}/sound`)
    expect([gone.statusCode, gone.json().code]).toEqual([410, 'recording-sound-gone'])
    const late = { target: 'x', verdict: 'all', reason: 'Nghe thấy.' }
    expect(
      (await centre.as('giam-sat').post(`/recordings/${kept}/attestations`, late)).json().code,
    ).toBe('recording-sound-gone')
    const print = await centre.as('giam-sat').get(`/recordings/${kept}/fingerprint`)
    expect(print.rawPayload.subarray(0, 8).toString()).toBe('TAPRINT1')
    const leaves = await db
      .selectFrom('ledger_leaf')
      .select('text')
      .where('kind', '=', 'recording-sound-removed')
      .execute()
    expect(leaves.map(({ text }) => JSON.parse(text))).toMatchObject([
      { recording: kept, digest: files.digest, keptMonths: 6 },
    ])
    expect((await recordingWithSound(centre, 'giam-sat', disputed)).sound).not.toBeNull()
  })
})
