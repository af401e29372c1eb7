import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { StationEvent } from '../../playout/contract/event.ts'
import type { Manifest } from '../../playout/contract/manifest.ts'
import { systemClock } from '../../playout/contract/time.ts'
import { openRecallNotes } from '../../playout/station/recall-notes.ts'
import {
  makeBlock,
  makeItem,
  makeManifest,
  makeOffice,
  type Office,
} from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'
import { startTestServer, type TestServer } from '../support/playout-server.ts'
import { indexOfExactly, makeSound, readWav, type TestSound } from '../support/playout-sounds.ts'
import { startTestStation, type TestStation } from '../support/playout-station.ts'

const SECOND = 48_000
let folder: string
let office: Office
let wrong: TestSound
let right: TestSound
let server: TestServer
let station: TestStation | null = null

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recall-'))
  office = await makeOffice()
  wrong = makeSound(folder, 'sai-ngay', 21, 8 * SECOND)
  right = makeSound(folder, 'ban-moi', 22, SECOND)
})
afterEach(async () => {
  server.setFault(() => null)
  await station?.stop()
  station = null
  await server.close()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ofType = <T extends StationEvent['type']>(type: T) =>
  server
    .events()
    .filter((event): event is Extract<StationEvent, { type: T }> => event.type === type)

/** What the station signed to have dropped. */
const applied = () =>
  server.events().flatMap((event) => (event.type === 'recall-applied' ? [event] : []))

const recallOf = (sound: TestSound): Manifest['recalls'][number] => ({
  version: `${sound.name}/1`,
  at: Date.now(),
  reason: 'sai ngày cắt sóng',
})

const blockIn = (ms: number, sound: TestSound) =>
  makeBlock(Date.now() + ms, [makeItem({ sound, offsetSamples: 0 })])

const publish = async (version: number, blocks: Manifest['blocks'], more: Partial<Manifest> = {}) =>
  server.publish(await office.sign(makeManifest(version, blocks, [wrong, right], more)), version)

const filesOf = (of: TestStation) => readdirSync(join(of.folder, 'assets'))

describe('a recall', () => {
  it('cuts what is on air, drops the rest, deletes its file, and is signed once', async () => {
    server = await startTestServer(office, [wrong, right])
    const later = makeBlock(Date.now() + 60_000, [
      makeItem({ sound: wrong, offsetSamples: 0, occurrence: 2 }),
    ])
    await publish(1, [blockIn(2_500, wrong), later])
    station = await startTestStation(server)
    await until('it sounds', () => ofType('started').length === 1)
    expect(filesOf(station)).toContain(wrong.digest)
    const recalledAt = Date.now()
    const recalls = [recallOf(wrong), recallOf(right)]
    server.publish(await office.sign(makeManifest(2, [], [], { recalls })), 2)
    await until('both versions are answered for', () => applied().length === 2)
    expect(Date.now() - recalledAt).toBeLessThan(3_000)
    expect(ofType('interrupted')).toMatchObject([{ reason: 'recalled: sai ngày cắt sóng' }])
    // One was on air and one to come; each names the manifest that ordered it.
    expect(ofType('recall-dropped')).toMatchObject([
      { manifestVersion: 1, attempt: 1 },
      { manifestVersion: 1, attempt: 1 },
    ])
    const [held, sounding] = applied()
    // What it never aired is answered for at once, what it aired only when that is over.
    expect([held?.about, sounding?.about]).toEqual(['ban-moi/1', 'sai-ngay/1'])
    expect(sounding?.seq).toBeGreaterThan(ofType('recall-dropped').at(-1)?.seq ?? Infinity)
    expect(filesOf(station)).toEqual([])
  }, 30_000)

  it('is not signed again after a restart', async () => {
    server = await startTestServer(office, [wrong, right])
    await publish(1, [], { recalls: [recallOf(wrong)] })
    const first = await startTestStation(server)
    await until('it is answered for', () => applied().length === 1)
    await until('it is written down', () => existsSync(join(first.folder, 'recalls.json')))
    await first.pause()
    station = await startTestStation(server, { folder: first.folder })
    await until('it is up again', () => ofType('boot').length === 2)
    await publish(2, [], { recalls: [recallOf(wrong), recallOf(right)] })
    await until('only the new one is answered for', () => applied().length === 2)
    expect(applied().map(({ about }) => about)).toEqual([...['sai-ngay/1', 'ban-moi/1']])
  }, 30_000)

  it('reaches a station without network at its first contact, before it would have aired', async () => {
    server = await startTestServer(office, [wrong, right])
    await publish(1, [blockIn(9_000, wrong)])
    station = await startTestStation(server)
    await until('it is ready', () => station?.log().includes('ready') ?? false)
    server.setFault(() => 'cut')
    await publish(2, [], { recalls: [recallOf(wrong)] })
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    expect(applied()).toEqual([])
    const asked = server.requests().length
    server.setFault(() => null)
    await until('it is answered for', () => applied().length === 1, 20_000)
    // Whatever it asked first, the manifest was among the very next questions.
    expect(
      server
        .requests()
        .slice(asked, asked + 4)
        .join(),
    ).toContain('/manifest')
    expect(ofType('recall-dropped')).toMatchObject([{ title: 'Bản tin sai-ngay' }])
    await new Promise((resolve) => setTimeout(resolve, 4_000))
    expect(ofType('started')).toEqual([])
    expect(indexOfExactly(readWav(station.wav), wrong.pcm.subarray(0, 1_000))).toBe(-1)
  }, 40_000)

  it('holds at once where the station’s clock is a minute behind', async () => {
    server = await startTestServer(office, [wrong, right])
    const clock = { ...systemClock, now: () => systemClock.now() - 60_000 }
    await publish(1, [
      makeBlock(clock.now() + 2_500, [makeItem({ sound: wrong, offsetSamples: 0 })]),
    ])
    station = await startTestStation(server, { clock })
    await until('it sounds', () => ofType('started').length === 1)
    const recalledAt = Date.now()
    await publish(2, [], { recalls: [recallOf(wrong)] })
    await until('it is answered for', () => applied().length === 1)
    expect(Date.now() - recalledAt).toBeLessThan(3_000)
    expect(ofType('ended')).toEqual([])
  }, 30_000)

  it('keeps a file that something else still uses', async () => {
    server = await startTestServer(office, [wrong, right])
    const reused = makeItem({ sound: wrong, offsetSamples: 0, version: 'khac/1', occurrence: 3 })
    await publish(1, [makeBlock(Date.now() + 60_000, [reused])], { recalls: [recallOf(wrong)] })
    station = await startTestStation(server)
    await until('it is answered for', () => applied().length === 1)
    await until('it is fetched', () => filesOf(station as TestStation).includes(wrong.digest))
  }, 30_000)

  it('is remembered as signed longer than the log’s last days, and only while it is named', async () => {
    server = await startTestServer(office, [wrong, right])
    const path = join(folder, 'recalls.json')
    const recalls = [recallOf(wrong), recallOf(right)]
    const notes = await openRecallNotes(path, [])
    expect(notes.unsaid(recalls, new Set(['sai-ngay/1']))).toEqual([recalls[1]])
    expect(notes.unsaid(recalls, new Set())).toEqual([recalls[0]])
    await Promise.all([notes.keep(recalls), notes.keep(recalls)])
    const afterwards = await openRecallNotes(path, [])
    expect(afterwards.unsaid(recalls, new Set())).toEqual([])
    await afterwards.keep(recalls.slice(1))
    expect((await openRecallNotes(path, [])).unsaid(recalls, new Set())).toEqual([recalls[0]])
    rmSync(path)
  })
})
