import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../playout/contract/time.ts'
import { confirmedDecoder } from '../../playout/station/confirmed-decoder.ts'
import { openAssetCache } from '../../playout/sync/asset-cache.ts'
import { makeBlock, makeItem } from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'
import { indexOfExactly, type TestSound } from '../support/playout-sounds.ts'
import { layBench } from '../support/station-stage.ts'

const SECOND = 48_000
const bench = layBench('tren-dia')
let sound: TestSound

beforeAll(() => {
  sound = bench.sound('tin', 6 * SECOND)
})

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
    const cacheFolder = mkdtempSync(join(bench.folder(), 'cache-'))
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

describe.concurrent('on a station that runs', () => {
  for (const [how, harm] of [
    ['vanishes', (path: string) => rmSync(path)],
    ['is written over', (path: string) => writeFileSync(path, 'không phải âm thanh')],
    ['grows', (path: string) => appendFileSync(path, 'thêm')],
  ] as const)
    it(`an asset that ${how} in the midst of its airing sounds to its end, sample for sample`, async (test) => {
      const stage = await bench.stage(test, [sound])
      const block = makeBlock(Date.now() + 5_000, [makeItem({ sound, offsetSamples: 0 })])
      await stage.publish([block])
      const { folder } = await stage.start()
      await until('it sounds', () => stage.ofType('started').length > 0, 20_000)
      harm(join(folder, 'assets', sound.digest))
      await until('it ended', () => stage.ofType('ended').length > 0, 20_000)
      const { pcm, at } = await stage.capture()
      expect(indexOfExactly(pcm, sound.pcm)).toBe(at(block.startsAt))
    }, 60_000)

  it('an asset that was spoiled is refused, fetched again, and never heard as it was', async (test) => {
    const stage = await bench.stage(test, [sound])
    const startsAt = Date.now() + 12_000
    const block = makeBlock(startsAt, [
      makeItem({ sound, offsetSamples: 0, lengthSamples: 2 * SECOND }),
      makeItem({ sound, offsetSamples: 9 * SECOND, lengthSamples: 2 * SECOND, occurrence: 2 }),
    ])
    await stage.publish([block])
    const { folder: state } = await stage.start()
    await until('it is decoded', () =>
      readdirSync(join(state, 'pcm')).some((name) => name.endsWith('.pcm')),
    )
    for (const name of readdirSync(join(state, 'pcm'))) rmSync(join(state, 'pcm', name))
    const path = join(state, 'assets', sound.digest)
    writeFileSync(path, Buffer.alloc(sound.bytes.length))
    await until('it is refused', () => stage.ofType('asset-refused').length > 0)
    await until('it is there again', () => statSync(path).size === sound.bytes.length)
    await until(
      'the second is over',
      () => stage.ofType('ended').some(({ plannedAt }) => plannedAt > startsAt),
      40_000,
    )
    expect(stage.ofType('asset-refused')[0]).toMatchObject({
      about: sound.digest,
      reason: 'changed-on-disk',
    })
    const { pcm, at } = await stage.capture()
    const part = sound.pcm.subarray(0, 2 * SECOND)
    const place = at(startsAt + 9_000)
    expect(indexOfExactly(pcm, part, place - 10)).toBe(place)
  }, 60_000)
})
