import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { StationEvent } from '../../playout/contract/event.ts'
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
let sounds: [TestSound, TestSound]
let server: TestServer
let station: TestStation | null = null

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relay-'))
  office = await makeOffice()
  sounds = [makeSound(folder, 'mot', 11, SECOND + 11), makeSound(folder, 'hai', 12, 1.2 * SECOND)]
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

/** Two items one after another, `inMs` from now. */
function twoItems(inMs: number) {
  const [one, two] = sounds
  return makeBlock(Date.now() + inMs, [
    makeItem({ sound: one, offsetSamples: 0 }),
    makeItem({ sound: two, offsetSamples: one.pcm.length }),
  ])
}

/** What every run must show: each airing once, its number of events right, the chain whole. */
function expectEachOnce(): void {
  expect(server.events().map(({ seq }) => seq)).toEqual(server.events().map((_, i) => i + 1))
  expect(ofType('started').map(({ title }) => title)).toEqual(['Bản tin mot', 'Bản tin hai'])
  expect(ofType('ended').map(({ samplesSent }) => samplesSent)).toEqual(
    sounds.map(({ pcm }) => pcm.length),
  )
}

describe('a relay whose server', () => {
  it('drops connections, fails and stops in mid-answer, loses and doubles nothing', async () => {
    server = await startTestServer(office, sounds)
    server.publish(await office.sign(makeManifest(1, [twoItems(4_500)], sounds)), 1)
    const seen = new Map<string, number>()
    station = null
    const running = startTestStation(server)
    station = await running
    server.setFault((path) => {
      const kind = path.includes('/assets/') ? 'asset' : (path.split('/').at(-1) ?? '')
      const count = (seen.get(kind) ?? 0) + 1
      seen.set(kind, count)
      if (kind === 'asset') return count <= 2 ? 'hang-in-body' : null
      if (kind === 'events')
        return ([null, 'hang-in-body', 'cut', 'error'] as const)[count % 4] ?? null
      if (kind === 'manifest') return count === 1 ? 'error' : null
      return count % 3 === 0 ? 'cut' : null
    })
    await until('both have ended', () => ofType('ended').length === 2, 30_000)
    expectEachOnce()
    const capture = readWav(station.wav)
    const at = indexOfExactly(capture, sounds[0].pcm)
    expect(at).toBeGreaterThan(0)
    expect(indexOfExactly(capture, sounds[1].pcm)).toBe(at + sounds[0].pcm.length)
  }, 45_000)

  it('accepts and never answers, plays on, and sends everything when it is back', async () => {
    server = await startTestServer(office, sounds)
    server.publish(await office.sign(makeManifest(1, [twoItems(8_000)], sounds)), 1)
    station = await startTestStation(server)
    await until('it is ready', () => station?.log().includes('ready') ?? false)
    server.setFault(() => 'hang')
    await until('both have sounded', () => isHeard(station, 2))
    expect(ofType('ended')).toHaveLength(0)
    server.setFault(() => null)
    await until('all has arrived', () => ofType('ended').length === 2, 40_000)
    expectEachOnce()
  }, 60_000)

  it('offers an asset with a wrong hash: it is refused, the miss is signed, the rest plays', async () => {
    server = await startTestServer(office, sounds)
    const [one, two] = sounds
    const forged = Buffer.from(one.bytes)
    forged[forged.length >> 1] = (forged[forged.length >> 1] ?? 0) ^ 1
    server.replaceAsset(one.digest, forged)
    server.publish(await office.sign(makeManifest(1, [twoItems(8_000)], sounds)), 1)
    station = await startTestStation(server)
    await until('the second has ended', () => ofType('ended').length === 1)
    expect(ofType('asset-refused')).toMatchObject([{ about: one.digest, reason: 'wrong-hash' }])
    expect(ofType('skipped')).toMatchObject([{ title: 'Bản tin mot', reason: 'asset-missing' }])
    expect(ofType('ended')).toMatchObject([{ samplesSent: two.pcm.length }])
    expect(indexOfExactly(readWav(station.wav), one.pcm.subarray(0, 1_000))).toBe(-1)
  }, 60_000)

  it('sends a bad manifest: it is refused once, and the good one goes on', async () => {
    server = await startTestServer(office, sounds)
    const good = await office.sign(makeManifest(1, [twoItems(8_000)], sounds))
    server.publish(good, 1)
    station = await startTestStation(server)
    await until('it is ready', () => station?.log().includes('ready') ?? false)
    const other = await office.sign(makeManifest(2, [], []))
    server.publish(other.replace('"version\\":2', '"version\\":3'), 3)
    await until('both have ended', () => ofType('ended').length === 2)
    expect(ofType('manifest-refused')).toMatchObject([
      { about: 'version 3', reason: 'signature-wrong' },
    ])
    expectEachOnce()
  }, 60_000)

  it('recalls a version in mid-item: it falls silent within two seconds and is logged', async () => {
    server = await startTestServer(office, sounds)
    const block = twoItems(8_000)
    server.publish(await office.sign(makeManifest(1, [block], sounds)), 1)
    station = await startTestStation(server)
    await until('the first sounds', () => ofType('started').length === 1)
    const recalledAt = Date.now()
    const recalls = sounds.map(({ name }) => ({
      version: `${name}/1`,
      at: recalledAt - 1_000,
      reason: 'sai ngày cắt sóng',
    }))
    server.publish(await office.sign(makeManifest(2, [], [], { recalls })), 2)
    await until('both are dropped', () => ofType('recall-dropped').length === 2)
    const [cut] = ofType('interrupted')
    expect(cut?.reason).toBe('recalled: sai ngày cắt sóng')
    expect(cut?.endedAt).toBeLessThan(recalledAt + 2_000)
    expect(cut?.samplesSent).toBeLessThan(sounds[0].pcm.length)
    expect(ofType('ended')).toHaveLength(0)
  }, 60_000)

  it('was restored from a backup, gets again what it has lost', async () => {
    server = await startTestServer(office, sounds)
    server.publish(await office.sign(makeManifest(1, [twoItems(8_000)], sounds)), 1)
    station = await startTestStation(server)
    await until('both have ended', () => ofType('ended').length === 2)
    const before = server.events().map((event) => event.type)
    server.forgetEventsAfter(1)
    await until('it has them again', () => server.events().length >= before.length)
    expect(server.events().map((event) => event.type)).toEqual(before)
    const status = server.statuses().at(-1)
    expect(status).toMatchObject({ held: 1, assetsHeld: 2, assetsWanted: 2 })
    expect(Math.abs(Number(status?.clockOffsetMs))).toBeLessThan(50)
  }, 60_000)
})

function isHeard(of: TestStation | null, items: number): boolean {
  return (of?.log().filter((line) => line.startsWith('event ended')).length ?? 0) === items
}
