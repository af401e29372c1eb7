import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  makeBlock,
  makeItem,
  makeManifest,
  makeOffice,
  type Office,
} from '../support/playout-office.ts'
import { startPlayer, until } from '../support/playout-process.ts'
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
let server: TestServer
let station: TestStation | null = null
/** A small disk of its own, so that it can be full or closed without harm. */
let disk: string

/** Only root may make a disk; elsewhere nothing is shown here. */
const mayMount = (() => {
  const place = mkdtempSync(join(tmpdir(), 'dia-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place], { stdio: 'ignore' })
    execFileSync('umount', [place], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'disk-'))
  office = await makeOffice()
  sound = makeSound(folder, 'tin', 95, 6 * SECOND)
})
beforeEach(() => {
  if (!mayMount) return
  disk = mkdtempSync(join(folder, 'nho-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk])
})
afterEach(async () => {
  await station?.stop()
  station = null
  await server?.close()
  if (mayMount) execFileSync('umount', ['-l', disk])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const types = () => server.events().map(({ type }) => type)

/** Fills the disk to its last byte, and again whenever something lets go of room. Ends it. */
function keepFull(): () => void {
  const ballast = join(disk, 'ballast')
  const fill = () => {
    const { bavail, bsize } = statfsSync(disk)
    try {
      appendFileSync(ballast, Buffer.alloc(bavail * bsize))
    } catch {
      // Somebody else was quicker: it is full.
    }
  }
  fill()
  const filling = setInterval(fill, 20)
  return () => {
    clearInterval(filling)
    rmSync(ballast)
  }
}

/** A station on the small disk, with four things to sound `inMs` from now on. */
async function startOnDisk(inMs: number, wav: string): Promise<number> {
  server = await startTestServer(office, [sound])
  // The log may still find room in the page that it has begun, but not for so many lines.
  const items = Array.from({ length: 4 }, (_, index) =>
    makeItem({
      sound,
      offsetSamples: index * 2 * SECOND,
      lengthSamples: 1.5 * SECOND,
      occurrence: index + 1,
    }),
  )
  const block = makeBlock(Date.now() + inMs, items)
  server.publish(await office.sign(makeManifest(1, [block], [sound])), 1)
  mkdirSync(join(disk, 'state'))
  station = await startTestStation(server, { folder: join(disk, 'state'), wav })
  return block.startsAt
}

/** The sound stands where it was planned, whole; the log has every line once, in order. */
async function expectAiredAndLogged(wav: string, startsAt: number): Promise<void> {
  await until('it is told', () => types().includes('ended'), 20_000)
  await station?.pause()
  station = null
  const at = Math.round((startsAt - firstSampleAt(wav)) * 48)
  expect(indexOfExactly(readWav(wav), sound.pcm)).toBe(at)
  expect(types().filter((type) => type === 'started' || type === 'ended')).toEqual([
    'started',
    'ended',
  ])
  expectEachLineOnce()
}

function expectEachLineOnce(): void {
  expect(server.events().map(({ seq }) => seq)).toEqual(server.events().map((_, i) => i + 1))
}

describe.skipIf(!mayMount)('a disk of a station that', () => {
  it('is full when something is to sound lets it sound, and has it logged when there is room', async () => {
    const wav = join(folder, 'day.wav')
    const startsAt = await startOnDisk(6_000, wav)
    await until('the asset is there', () => server.statuses().at(-1)?.assetsHeld === 1)
    const makeRoom = keepFull()
    await until('it is over', () => Date.now() > startsAt + 7_500, 20_000)
    const endings = () => types().filter((type) => type === 'ended').length
    expect(endings()).toBeLessThan(4)
    expect(server.statuses().at(-1)?.unsent).toBeGreaterThan(0)
    const fault = () => server.statuses().at(-1)?.logFault
    await until('it says why', () => /ENOSPC|no space/.test(String(fault())))
    makeRoom()
    await until('all is told', () => endings() === 4, 20_000)
    await until('nothing ails it', () => fault() === undefined)
    await station?.pause()
    station = null
    const capture = readWav(wav)
    const at = Math.round((startsAt - firstSampleAt(wav)) * 48)
    for (const place of [0, 1, 2, 3].map((index) => at + index * 2 * SECOND))
      expect(indexOfExactly(capture, sound.pcm.subarray(0, 1.5 * SECOND), place - 5)).toBe(place)
    expectEachLineOnce()
  }, 60_000)

  it('can no longer be written to after a restart lets it sound, and has it logged when it can', async () => {
    const wav = join(folder, 'chi-doc.wav')
    server = await startTestServer(office, [sound])
    const startsAt = Date.now() + 12_000
    const block = makeBlock(startsAt, [makeItem({ sound, offsetSamples: 0 })])
    server.publish(await office.sign(makeManifest(1, [block], [sound])), 1)
    const state = join(disk, 'state')
    const run = () =>
      startPlayer(['run', '--state', state, '--file', wav], { TIEP_AM_ENROL: server.code() })
    const before = run()
    await until('it is ready', () => before.told().includes('ready'))
    await until('it is decoded', () =>
      readdirSync(join(state, 'pcm')).some((name) => name.endsWith('.pcm')),
    )
    await before.end('SIGTERM')
    execFileSync('mount', ['-o', 'remount,ro', disk])
    const player = run()
    await until('it is over', () => Date.now() > startsAt + 7_500, 40_000)
    expect(types()).not.toContain('ended')
    expect(server.statuses().at(-1)?.unsent).toBeGreaterThan(0)
    execFileSync('mount', ['-o', 'remount,rw', disk])
    await until('it is told', () => types().includes('ended'), 20_000)
    await player.end('SIGTERM')
    const at = Math.round((startsAt - firstSampleAt(wav)) * 48)
    expect(indexOfExactly(readWav(wav), sound.pcm)).toBe(at)
    expectEachLineOnce()
  }, 90_000)

  it('has no room for what is decoded ahead, only for the asset, sounds all the same', async () => {
    const wav = join(folder, 'chat.wav')
    server = await startTestServer(office, [sound])
    const block = makeBlock(Date.now() + 7_000, [makeItem({ sound, offsetSamples: 0 })])
    server.publish(await office.sign(makeManifest(1, [block], [sound])), 1)
    mkdirSync(join(disk, 'state'))
    // Room for the asset (half a megabyte of FLAC) and the log, not for as much PCM.
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(
      join(disk, 'ballast'),
      Buffer.alloc(bavail * bsize - sound.bytes.length - 200_000),
    )
    station = await startTestStation(server, { folder: join(disk, 'state'), wav })
    await expectAiredAndLogged(wav, block.startsAt)
  }, 60_000)
})
