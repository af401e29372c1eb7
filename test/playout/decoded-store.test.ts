import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDecodedStore } from '../../playout/engine/decoded-store.ts'
import type { DecodeInto, OpenSound } from '../../playout/engine/sound.ts'
import { until } from '../support/playout-process.ts'
import { indexOfExactly, noise } from '../support/playout-sounds.ts'

const SECOND = 48_000
let folder: string
/** Decoders that run, and all that ever ran, by the sound's name. */
let running: string[]
let ran: string[]
/** Most that ran at once. */
let most: number
/** Decoders wait until this resolves. */
let gate: Promise<void>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'decoded-'))
  running = []
  ran = []
  most = 0
  gate = Promise.resolve()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const soundOf = (path: string) => noise(path.length, 3 * SECOND + 17)

/** Stands in for ffmpeg, so that a test can hold it up and count it. */
const open: OpenSound = async function* (path, from, until_, signal) {
  running.push(path)
  ran.push(`${path} from ${from}`)
  most = Math.max(most, running.length)
  try {
    const pcm = soundOf(path)
    for (let at = from; at < Math.min(pcm.length, until_); at += 10_000) {
      await gate
      if (signal.aborted) return
      if (path === 'hong!' && at >= 20_000) throw new Error('the file is broken')
      yield pcm.slice(at, Math.min(pcm.length, until_, at + 10_000))
    }
  } finally {
    running = running.filter((one) => one !== path)
  }
}

const decodeInto: DecodeInto = async (path, file, signal) => {
  for await (const pcm of open(path, 0, Number.POSITIVE_INFINITY, signal)) await file.write(pcm)
}

const openStore = (maxBytes?: number, damaged: string[] = []) =>
  openDecodedStore({
    folder: join(folder, 'pcm'),
    decoder: { open, decodeInto },
    keyOf: async (path) => path,
    damaged: (path) => damaged.push(path),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  })

async function collect(
  store: Awaited<ReturnType<typeof openStore>>,
  path: string,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): Promise<Int16Array> {
  const pieces: Int16Array[] = []
  for await (const pcm of store.open(path, from, to, new AbortController().signal)) pieces.push(pcm)
  const all = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const pcm of pieces) {
    all.set(pcm, at)
    at += pcm.length
  }
  return all
}

const files = () =>
  readdirSync(join(folder, 'pcm'))
    .filter((name) => !name.endsWith('.sums'))
    .toSorted()

describe('sounds decoded ahead', () => {
  it('are decoded one at a time, in the order in which they are needed', async () => {
    const store = await openStore()
    await store.want(['a', 'bb', 'ccc'])
    await until(
      'all are there',
      () => files().join() === 'a.pcm,bb.pcm,ccc.pcm' && running.length === 0,
    )
    expect(ran).toEqual(['a from 0', 'bb from 0', 'ccc from 0'])
    expect(most).toBe(1)
  })

  it('need no decoder any more, from any sample on, even after a restart', async () => {
    const first = await openStore()
    await first.want(['a'])
    await until('it is there', () => files().join() === 'a.pcm')
    const store = await openStore()
    ran = []
    expect(await collect(store, 'a')).toEqual(soundOf('a'))
    expect(await collect(store, 'a', 100_001, 100_500)).toEqual(
      soundOf('a').slice(100_001, 100_500),
    )
    expect(ran).toEqual([])
  })

  it('can be heard while they are still being decoded, and are whole then', async () => {
    const store = await openStore()
    expect(await collect(store, 'bb', 5)).toEqual(soundOf('bb').slice(5))
    await until('it is kept', () => files().join() === 'bb.pcm')
    expect(ran).toEqual(['bb from 0'])
  })

  it('give way to what is needed at once, and are decoded afterwards', async () => {
    let letGo = () => {}
    gate = new Promise((resolve) => {
      letGo = resolve
    })
    const store = await openStore()
    await store.want(['ccc', 'a'])
    await until('the first is being decoded', () => running.join() === 'ccc')
    const urgent = collect(store, 'a')
    letGo()
    expect(await urgent).toEqual(soundOf('a'))
    await until('both are there', () => files().join() === 'a.pcm,ccc.pcm')
  })

  it('that are broken give what is good of them, and why not more', async () => {
    const store = await openStore()
    const pieces: Int16Array[] = []
    const reading = async () => {
      for await (const pcm of store.open('hong!', 0, 1e9, new AbortController().signal))
        pieces.push(pcm)
    }
    await expect(reading()).rejects.toThrow('the file is broken')
    const whole = Int16Array.from(pieces.flatMap((pcm) => [...pcm]))
    expect(indexOfExactly(soundOf('hong!'), whole)).toBe(0)
    expect(whole.length).toBe(20_000)
    await until('nothing of it is left', () => files().length === 0)
  })

  it('that nobody wants any more are gone from the disk', async () => {
    const store = await openStore()
    await store.want(['a', 'bb'])
    await until('both are there', () => files().join() === 'a.pcm,bb.pcm')
    await store.want(['bb'])
    expect(files()).toEqual(['bb.pcm'])
  })

  it('are no more than there is room for and one, the soonest first', async () => {
    const store = await openStore(300_000)
    await store.want(['a', 'bb', 'ccc'])
    await until(
      'it has come to rest',
      () => files().join() === 'a.pcm,bb.pcm' && running.length === 0,
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(files()).toEqual(['a.pcm', 'bb.pcm'])
    expect(await collect(store, 'ccc')).toEqual(soundOf('ccc'))
  })

  it('sound all the same when the disk takes nothing', async () => {
    const store = await openStore()
    rmSync(join(folder, 'pcm'), { recursive: true })
    expect(await collect(store, 'a')).toEqual(soundOf('a'))
  })

  it.each([
    ['were changed', (bytes: Buffer) => void bytes.writeInt16LE(123, 2 * 70_000)],
    ['hold zeros that a power cut left', (bytes: Buffer) => void bytes.fill(0, 2 * 60_000)],
  ])('that %s are found before they sound, and decoded anew from there', async (_, spoil) => {
    const path = join(folder, 'pcm', 'a.pcm')
    const first = await openStore()
    await first.want(['a'])
    await until('it is there', () => files().join() === 'a.pcm')
    first.close()
    const bytes = readFileSync(path)
    spoil(bytes)
    writeFileSync(path, bytes)
    const damaged: string[] = []
    const again = await openStore(undefined, damaged)
    ran = []
    expect(await collect(again, 'a', 1_000)).toEqual(soundOf('a').subarray(1_000))
    expect(damaged).toEqual(['a'])
    expect(ran[0]).toBe('a from 48000')
  })

  it('stay after a restart while what they were decoded from is still being checked', async () => {
    const first = await openStore()
    await first.want(['a', 'bb'])
    await until('both are there', () => files().length === 2 && running.length === 0)
    first.close()
    const again = await openStore()
    await again.want([], ['a'])
    expect(files()).toEqual(['a.pcm'])
  })

  it('are not begun any more by what is closed while it looks for the next', async () => {
    let asked = 0
    const store = await openDecodedStore({
      folder: join(folder, 'pcm'),
      decoder: { open, decodeInto },
      keyOf: async (path) => {
        // Once to know what is kept, then to see what is there.
        if (++asked === 2) store.close()
        return path
      },
    })
    await store.want(['a'])
    await until('it has looked', () => asked === 2)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(ran).toEqual([])
  })

  it('that are shorter than they were, or without sums, are not believed', async () => {
    const path = join(folder, 'pcm', 'a.pcm')
    for (const spoil of [
      () => truncateSync(path, 90_000),
      () => rmSync(`${path.slice(0, -4)}.sums`),
    ]) {
      const store = await openStore()
      await store.want(['a'])
      await until('it is there', () => files().join() === 'a.pcm')
      store.close()
      spoil()
      ran = []
      expect(await collect(await openStore(), 'a')).toEqual(soundOf('a'))
      expect(ran).toEqual(['a from 0'])
    }
  })
})
