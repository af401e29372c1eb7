import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
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
import { type PlayerProcess, startPlayer, until } from '../support/playout-process.ts'
import { startTestServer, type TestServer } from '../support/playout-server.ts'
import {
  firstSampleAt,
  indexOfExactly,
  makeSound,
  readWav,
  type TestSound,
} from '../support/playout-sounds.ts'

const SECOND = 48_000
let folder: string
let office: Office
let sounds: TestSound[]
let server: TestServer
let player: PlayerProcess | null = null
const folders: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'playout-'))
  folders.push(folder)
  office = await makeOffice()
  sounds = [
    makeSound(folder, 'mot', 1, 2 * SECOND),
    makeSound(folder, 'hai', 2, 1.5 * SECOND + 17),
    makeSound(folder, 'dai', 3, 9 * SECOND),
  ]
})

afterEach(async () => {
  await player?.end('SIGKILL')
  player = null
  await server.close()
})

afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})

function stateFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'playout-state-'))
  folders.push(made)
  return made
}

/** A pulled plug may leave half a line at the end of the log. */
function tearLog(state: string): void {
  const journal = join(state, 'journal')
  const last = readdirSync(journal)
    .filter((name) => name !== 'kept.json')
    .sort()
    .at(-1)
  appendFileSync(join(journal, last ?? ''), '{"text":"half a li')
}

const ofType = <T extends StationEvent['type']>(type: T) =>
  server
    .events()
    .filter((event): event is Extract<StationEvent, { type: T }> => event.type === type)

describe('a station', () => {
  it('enrols, pulls, plays each item on its sample and joins them without a lost one', async () => {
    server = await startTestServer(office, sounds)
    const state = stateFolder()
    const wav = join(state, 'out.wav')
    const [one, two] = sounds as [TestSound, TestSound]
    const startsAt = Date.now() + 9_000
    const items = [
      makeItem({ sound: one, offsetSamples: 0, lengthSamples: one.pcm.length - 1_001 }),
      makeItem({ sound: two, offsetSamples: one.pcm.length - 1_001 }),
    ]
    server.publish(await office.sign(makeManifest(1, [makeBlock(startsAt, items)], sounds)), 1)
    player = startPlayer([
      'run',
      '--state',
      state,
      '--enrol',
      server.code(),
      '--file',
      wav,
      '--null',
    ])

    await until('both items have ended', () => ofType('ended').length === 2)
    expect(player.told().filter((message) => message !== 'beat')).toEqual(['up', 'ready'])
    expect(await player.end('SIGTERM')).toBe(0)

    const capture = readWav(wav)
    const at = indexOfExactly(capture, one.pcm.subarray(0, one.pcm.length - 1_001))
    expect(Math.abs(firstSampleAt(wav) + at / 48 - startsAt)).toBeLessThan(1)
    expect(indexOfExactly(capture, two.pcm)).toBe(at + one.pcm.length - 1_001)
    expect(ofType('ended').map(({ samplesSent }) => samplesSent)).toEqual([
      one.pcm.length - 1_001,
      two.pcm.length,
    ])
    expect(ofType('ended').every(({ startErrorSamples }) => startErrorSamples === 0)).toBe(true)
    expect(ofType('ended')[0]?.levelMillibels).toBeGreaterThan(-2_500)
    expect(server.events().at(-1)?.type).toBe('shutdown')
  }, 60_000)

  it('killed in mid-item, logs how far it got and joins the rest where it should be', async () => {
    server = await startTestServer(office, sounds)
    const state = stateFolder()
    const long = sounds[2] as TestSound
    const startsAt = Date.now() + 9_000
    const block = makeBlock(startsAt, [makeItem({ sound: long, offsetSamples: 0 })])
    server.publish(await office.sign(makeManifest(1, [block], sounds)), 1)
    const args = ['run', '--state', state, '--file', join(state, 'one.wav')]
    player = startPlayer([...args, '--enrol', server.code()])
    await until('the item sounds', () => ofType('started').length === 1)
    await new Promise((resolve) => setTimeout(resolve, 2_500))
    await player.end('SIGKILL')
    const killedAt = Date.now()
    tearLog(state)

    const wav = join(state, 'two.wav')
    player = startPlayer(['run', '--state', state, '--file', wav])
    await until('the rest has ended', () => ofType('ended').length === 1)
    expect(await player.end('SIGTERM')).toBe(0)

    expect(ofType('log-repaired')).toHaveLength(1)
    const [cut] = ofType('interrupted')
    expect(cut).toMatchObject({ reason: 'power-cut', attempt: 1 })
    const heard = (killedAt - startsAt) * 48
    expect(cut?.samplesSent).toBeGreaterThan(heard - 1.6 * SECOND)
    expect(cut?.samplesSent).toBeLessThanOrEqual(heard)
    const [rest] = ofType('ended')
    expect(rest).toMatchObject({ attempt: 2, startErrorSamples: 0 })
    expect(rest?.fromSample).toBeGreaterThan(0)
    expect((rest?.fromSample ?? 0) + (rest?.samplesSent ?? 0)).toBe(long.pcm.length)
    // Where the rest stands in the capture is where it stands in the plan.
    const tail = long.pcm.subarray(long.pcm.length - SECOND)
    const at = indexOfExactly(readWav(wav), tail)
    const plannedAt = startsAt + (long.pcm.length - SECOND) / 48
    expect(Math.abs(firstSampleAt(wav) + at / 48 - plannedAt)).toBeLessThan(1)
    expect(ofType('started').map(({ airing }) => airing)).toHaveLength(2)
    expect(readFileSync(join(state, 'key.json'), 'utf8')).toContain('privateKey')
  }, 40_000)
})
