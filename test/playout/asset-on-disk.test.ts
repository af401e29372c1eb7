import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../playout/contract/time.ts'
import { confirmedDecoder } from '../../playout/station/confirmed-decoder.ts'
import { openAssetCache } from '../../playout/sync/asset-cache.ts'
import {
  makeBlock,
  makeItem,
  makeManifest,
  makeOffice,
  type Office,
} from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'
import { startTestServer, type TestServer } from '../support/playout-server.ts'
import {
  firstSampleAt,
  indexOfExactly,
  makeSound,
  readWav,
  type TestSound,
} from '../support/playout-sounds.ts'
import { startTestStation, type TestStation } from '../support/playout-station.ts'

const SECOND = 48_000
let folder: string
let office: Office
let sound: TestSound

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tren-dia-'))
  office = await makeOffice()
  sound = makeSound(folder, 'tin', 91, 6 * SECOND)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const rendition = () => ({
  ...{ contentType: 'audio/flac', digest: sound.digest, bytes: sound.bytes.length },
  samples: sound.pcm.length,
})

describe('a file that was checked once', () => {
  async function cacheWith(): Promise<{
    path: string
    told: string[]
    confirm(): Promise<boolean>
    decode(): Promise<number>
    isHeld(): boolean
  }> {
    const cacheFolder = mkdtempSync(join(folder, 'cache-'))
    const path = join(cacheFolder, sound.digest)
    writeFileSync(path, sound.bytes)
    const told: string[] = []
    const cache = await openAssetCache(cacheFolder, fetch, systemClock, (_, reason) =>
      told.push(reason),
    )
    await cache.obtain(rendition(), 'http://127.0.0.1:9/never-asked')
    const decoder = confirmedDecoder(
      {
        open: async function* () {
          yield new Int16Array(10)
        },
        decodeInto: async () => {},
      },
      cache,
    )
    return {
      ...{ path, told },
      confirm: () => cache.confirm(sound.digest),
      isHeld: () => cache.held().has(sound.digest),
      decode: async () => {
        let samples = 0
        for await (const pcm of decoder.open(path, 0, 10, new AbortController().signal))
          samples += pcm.length
        return samples
      },
    }
  }

  it('is believed again when only its times have changed', async () => {
    const file = await cacheWith()
    utimesSync(file.path, 1, 1)
    expect(await file.decode()).toBe(10)
    expect(file.told).toEqual([])
  })

  it('gives no sound once it was changed, though its length is the same, and is told of once', async () => {
    const file = await cacheWith()
    const bytes = Buffer.from(sound.bytes)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1
    writeFileSync(file.path, bytes)
    await expect(file.decode()).rejects.toThrow(/not the asset any more/)
    expect(await file.confirm()).toBe(false)
    expect(file.told).toEqual(['changed-on-disk'])
    expect(file.isHeld()).toBe(false)
  })

  it('that is gone is held no longer', async () => {
    const file = await cacheWith()
    rmSync(file.path)
    expect(await file.confirm()).toBe(false)
    expect(file.told).toEqual(['gone-from-disk'])
  })
})

describe('on a station that runs', () => {
  let server: TestServer
  let station: TestStation | null = null
  afterEach(async () => {
    await station?.stop()
    station = null
    await server.close()
  })

  it.each([
    ['vanishes', (path: string) => rmSync(path)],
    ['is written over', (path: string) => writeFileSync(path, 'không phải âm thanh')],
    ['grows', (path: string) => appendFileSync(path, 'thêm')],
  ])(
    'an asset that %s in the midst of its airing sounds to its end, sample for sample',
    async (_, harm) => {
      server = await startTestServer(office, [sound])
      const block = makeBlock(Date.now() + 5_000, [makeItem({ sound, offsetSamples: 0 })])
      server.publish(await office.sign(makeManifest(1, [block], [sound])), 1)
      station = await startTestStation(server)
      await until('it sounds', () => server.events().some(({ type }) => type === 'started'), 20_000)
      harm(join(station.folder, 'assets', sound.digest))
      await until('it ended', () => server.events().some(({ type }) => type === 'ended'), 20_000)
      const { wav } = station
      await station.pause()
      station = null
      const at = Math.round((block.startsAt - firstSampleAt(wav)) * 48)
      expect(indexOfExactly(readWav(wav), sound.pcm)).toBe(at)
    },
    60_000,
  )

  it('an asset that was spoiled is refused, fetched again, and never heard as it was', async () => {
    server = await startTestServer(office, [sound])
    const startsAt = Date.now() + 12_000
    const block = makeBlock(startsAt, [
      makeItem({ sound, offsetSamples: 0, lengthSamples: 2 * SECOND }),
      makeItem({ sound, offsetSamples: 9 * SECOND, lengthSamples: 2 * SECOND, occurrence: 2 }),
    ])
    server.publish(await office.sign(makeManifest(1, [block], [sound])), 1)
    station = await startTestStation(server)
    const { folder: state, wav } = station
    await until('it is decoded', () =>
      readdirSync(join(state, 'pcm')).some((name) => name.endsWith('.pcm')),
    )
    for (const name of readdirSync(join(state, 'pcm'))) rmSync(join(state, 'pcm', name))
    const path = join(state, 'assets', sound.digest)
    writeFileSync(path, Buffer.alloc(sound.bytes.length))
    await until('it is refused', () => server.events().some(({ type }) => type === 'asset-refused'))
    await until('it is there again', () => statSync(path).size === sound.bytes.length)
    await until(
      'the second is over',
      () => server.events().some((event) => event.type === 'ended' && event.plannedAt > startsAt),
      40_000,
    )
    expect(server.events().find(({ type }) => type === 'asset-refused')).toMatchObject({
      about: sound.digest,
      reason: 'changed-on-disk',
    })
    await station.pause()
    station = null
    const part = sound.pcm.subarray(0, 2 * SECOND)
    const at = Math.round((startsAt + 9_000 - firstSampleAt(wav)) * 48)
    expect(indexOfExactly(readWav(wav), part, at - 10)).toBe(at)
    rmSync(state, { recursive: true, force: true })
  }, 60_000)
})
