import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IngestedSound } from '../../../media/sound.ts'
import type { BulletinId, Digest, StaffId, VersionId } from '../../../playout/contract/ids.ts'
import type { Bulletin } from '../../../server/bulletin/bulletin.ts'
import {
  addBulletin,
  findSurroundings,
  getBulletin,
  hasTwin,
  listBulletins,
  saveChanges,
} from '../../../server/bulletin/bulletin-store.ts'
import { addSound, findFile, listSounds } from '../../../server/bulletin/sound-store.ts'
import { readConfig } from '../../../server/config.ts'
import type { Database } from '../../../server/db/schema.ts'
import { openAccount } from '../../../server/staff/account-store.ts'
import { findVisitor, hashOfToken, saveSession } from '../../../server/staff/session-store.ts'
import {
  enrolKey,
  findKeyOwner,
  makeEnrolmentCode,
} from '../../../server/station/enrolment-store.ts'
import { getStation, listStations } from '../../../server/station/station-store.ts'
import { makeClock } from '../../support/clock.ts'
import { seedDistrict } from '../../support/district.ts'
import { engines } from '../../support/engines.ts'
import { makeTestKeys, testPairs } from '../../support/keys.ts'

const NOW = Date.parse('2024-08-12T08:00:00+07:00')

describe.each(engines)('the stores on $engine', ({ open }) => {
  let db: Kysely<Database>
  let deps: Parameters<typeof makeEnrolmentCode>[0]
  beforeAll(async () => {
    db = await open()
    await seedDistrict(db, NOW)
    let count = 0
    deps = {
      ...{ db, config: readConfig({}), clock: makeClock(NOW), keys: await makeTestKeys() },
      ...{ newId: () => `id-${++count}`, randomBytes: (n) => new Uint8Array(n).fill(++count) },
    }
  }, 30_000)
  afterAll(() => db.destroy())

  it('open an account once, whose session knows its roles', async () => {
    const account = {
      ...{ username: 'thu', name: 'Thu', password: 'mot mat khau', language: 'vi' as const },
      ...{ roles: [{ role: 'editor' as const, unit: 'xa-long-hung' }], mustChangePassword: false },
    }
    const id = await openAccount(deps, account, null, NOW)
    await expect(openAccount(deps, account, null, NOW)).rejects.toMatchObject({
      code: 'username-taken',
    })
    const session = { tokenHash: hashOfToken('t'), staff: id, createdAt: NOW, expiresAt: NOW + 1 }
    await saveSession(db, session)
    const visitor = await findVisitor(db, 't', NOW)
    expect(visitor?.may(['editor'], 'xa-long-hung')).toBe(true)
    expect(visitor?.may(['editor'], 'xa-hung-phu')).toBe(false)
    expect(await findVisitor(db, 't', NOW + 1)).toBeNull()
  })

  it('enrol a station’s key and count what the station holds', async () => {
    await makeEnrolmentCode(deps, 'my-huong')
    const { publicKey } = testPairs.stationOne
    await db.transaction().execute((tx) => enrolKey(tx, 'my-huong', 'x', publicKey, NOW))
    await db.transaction().execute((tx) => enrolKey(tx, 'my-huong', 'x', publicKey, NOW + 1))
    expect(await findKeyOwner(db, publicKey)).toBe('my-huong')
    expect(await getStation(db, 'my-huong')).toMatchObject({ enrolled: true, manifestVersion: 0 })
    expect((await listStations(db)).map(({ id }) => id)[0]).toBe('district')
  })

  it('keep a sound once and open its files with its approval', async () => {
    await addSound(db, sound, 'tin.wav', 'lan', NOW)
    await addSound(db, sound, 'tin khác.wav', 'hoa', NOW)
    const kept = (await listSounds(db, [sound.id, 'không có'])).get(sound.id)
    expect(kept).toMatchObject({
      original_name: 'tin.wav',
      renditions: [{ digest: 'd'.repeat(64) }],
    })
    expect(await findFile(db, 'd'.repeat(64), NOW)).toMatchObject({ isPublic: false })
    expect(await findFile(db, 'e'.repeat(64), NOW)).toBeNull()
  })

  it('write a bulletin, save only what changed, and refuse a change that came second', async () => {
    await addBulletin(db, bulletin)
    expect(await getBulletin(db, 'b')).toEqual(bulletin)
    expect(await hasTwin(db, 'my-tu', 'Tắt sóng 2G', sound.id as Digest)).toBe(true)
    const [version] = bulletin.versions
    const approved = {
      ...{ ...bulletin, versions: [] },
      versions: version
        ? [
            {
              ...version,
              state: 'approved' as const,
              approvedBy: 'minh' as StaffId,
              approvedAt: NOW,
            },
          ]
        : [],
    }
    await saveChanges(db, bulletin, approved)
    expect(await getBulletin(db, 'b')).toEqual(approved)
    expect(await findFile(db, 'd'.repeat(64), NOW)).toMatchObject({ isPublic: true })
    await expect(saveChanges(db, bulletin, approved)).rejects.toMatchObject({
      code: 'bulletin-changed-meanwhile',
    })
    const titles = async (filter: Parameters<typeof listBulletins>[1]) =>
      (await listBulletins(db, filter)).map(({ title }) => title)
    expect(await titles({})).toEqual(['Tắt sóng 2G'])
    expect(await titles({ campaign: 'đợt khác' })).toEqual([])
  })

  it('find where a bulletin sounds next: at the district before a commune, whole milliseconds', async () => {
    for (const [station, later] of [
      ['my-huong', 60_000],
      ['district', 120_000],
      ['district', 240_000],
    ] as const) {
      const block = `${station}-${later}`
      await db
        .insertInto('plan_block')
        .values({
          ...{ id: block, station_id: station, date: '2024-08-12', window_id: 'w', title: 'x' },
          ...{ purpose: 'programme', starts_at: NOW + later, length_samples: 96_000 },
          ...{ relay_time: '[]', outputs: null, urgent: 0, planned_at: NOW, explanation: '[]' },
        })
        .execute()
      await db
        .insertInto('plan_item')
        .values({
          ...{ id: block, block_id: block, position: 0, kind: 'bulletin', title: 'x' },
          ...{ asset_id: sound.id, offset_samples: 47_999, length_samples: 100 },
          ...{ gain_millibels: 0, bulletin_id: 'b', version_id: 'b/1', campaign_id: null },
          ...{ language: 'vi', relay_of: null },
        })
        .execute()
    }
    const { next, people } = await findSurroundings(db, [bulletin], 'lan' as StaffId, NOW)
    expect(next.get('b')).toEqual({ station: 'district', at: NOW + 120_999 })
    expect(people.get('lan')).toBe('Sample lan')
  })
})

const sound: IngestedSound = {
  ...{ id: 'a'.repeat(64), samples: 48_000, originalDigest: 'o'.repeat(64), loudness: -1600 },
  ...{ truePeak: -150, rms: -1900, peaks: [-1, 1], warnings: [], trim: null },
  measures: {
    ...{ samples: 48_000, integratedLufs: -2000, truePeakDbtp: -300, clippedSamples: 0 },
    ...{ clippedPpm: 0, dcOffsetPpm: 0, mixdown: 'mono', leadingSilenceMs: 0 },
    ...{ trailingSilenceMs: 0, silencesInside: [], speech: 'present' },
  },
  renditions: [
    {
      ...{ kind: 'opus', digest: 'd'.repeat(64), bytes: 10, samples: 48_000 },
      contentType: 'audio/ogg; codecs=opus',
    },
  ],
  source: { container: 'WAVE', codec: 'PCM', sampleRate: 48_000, channels: 1, title: null },
}

const bulletin: Bulletin = {
  ...{ id: 'b' as BulletinId, unit: 'my-tu', title: 'Tắt sóng 2G' },
  ...{ campaign: null, createdBy: 'lan' as StaffId, createdAt: NOW },
  versions: [
    {
      ...{ id: 'b/1' as VersionId, number: 1, language: 'vi', text: 'x', awaiting: null },
      ...{ asset: sound.id as Digest, state: 'submitted', author: 'lan' as StaffId },
      ...{ editors: ['lan' as StaffId], createdAt: NOW, submittedAt: NOW, approvedBy: null },
      ...{ approvedAt: null, returnedNote: null, validFrom: NOW, validTo: null },
      ...{ class: 'ordinary', contentType: 'news', translates: null, speech: null },
      ...{ reviewedBy: null, reviewedAt: null, supersededAt: null, recalledAt: null },
    },
  ],
}
