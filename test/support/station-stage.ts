import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import type { StationEvent } from '../../playout/contract/event.ts'
import type { Block, Manifest } from '../../playout/contract/manifest.ts'
import { makeManifest, makeOffice, type Office } from './playout-office.ts'
import { until } from './playout-process.ts'
import { startTestServer, type TestServer } from './playout-server.ts'
import { firstSampleAt, makeSound, readWav, type TestSound } from './playout-sounds.ts'
import { startTestStation, type TestStation } from './playout-station.ts'

/** What all tests of a file share: an office, sounds, a folder that is gone with the last of them. */
export type Bench = Readonly<{
  folder(): string
  office(): Office
  /** Noise of its own of so many samples. */
  sound(name: string, samples: number): TestSound
  /** A server of this office, and whatever runs against it; gone when the test is over. */
  stage(test: Test, sounds: readonly TestSound[]): Promise<Stage>
}>

/** What vitest hands each test: several of a file may run at once, and each ends its own. */
type Test = Readonly<{ onTestFinished(end: () => Promise<void>): void }>

export type Stage = Readonly<{
  server: TestServer
  /** Signs these blocks as the next version, and publishes them. */
  publish(blocks: readonly Block[], more?: Partial<Manifest>): Promise<void>
  /** Starts a station, also once more after it was paused. */
  start(more?: Parameters<typeof startTestStation>[1]): Promise<TestStation>
  events: TestServer['events']
  ofType<T extends StationEvent['type']>(type: T): readonly EventOf<T>[]
  /** Ends the station, and reads what it sounded. */
  capture(): Promise<Capture>
}>

/** Log lines of one type, whatever others are written alike. */
type EventOf<T, One = StationEvent> = One extends { type: infer Types }
  ? T extends Types
    ? One
    : never
  : never

/** What a station sounded, and where an instant is in it. */
export type Capture = Readonly<{ pcm: Int16Array; at(instant: number): number }>

export function layBench(name: string): Bench {
  let folder = ''
  let office: Office | null = null
  let made = 0
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), `${name}-`))
    office = await makeOffice()
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const known = () => {
    if (!office) throw new Error('the bench stands only while tests run')
    return office
  }
  return {
    folder: () => folder,
    office: known,
    sound: (title, samples) => makeSound(folder, title, ++made, samples),
    stage: (test, sounds) => openStage(test, known(), sounds),
  }
}

async function openStage(
  { onTestFinished }: Test,
  office: Office,
  sounds: readonly TestSound[],
): Promise<Stage> {
  const server = await startTestServer(office, sounds)
  const folders = new Set<string>()
  let station: TestStation | null = null
  let version = 0
  onTestFinished(async () => {
    await station?.pause()
    await server.close()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })
  const ofType = <T extends StationEvent['type']>(type: T) =>
    server.events().filter((event) => event.type === type) as unknown as readonly EventOf<T>[]
  return {
    ...{ server, events: server.events, ofType },
    publish: async (blocks, more) => {
      version += 1
      server.publish(await office.sign(makeManifest(version, blocks, sounds, more)), version)
    },
    start: async (more) => {
      await station?.pause()
      station = await startTestStation(server, more)
      folders.add(station.folder)
      return station
    },
    capture: async () => {
      if (!station) throw new Error('no station was started')
      const { wav } = station
      await station.pause()
      station = null
      return readCapture(wav)
    },
  }
}

/** A file that an output wrote. */
export function readCapture(wav: string): Capture {
  const zero = firstSampleAt(wav)
  return { pcm: readWav(wav), at: (instant) => Math.round((instant - zero) * 48) }
}

/** Waits until so many airings are over, however they ended. */
export async function untilOver(stage: Stage, airings: number): Promise<void> {
  const over = () =>
    stage.events().filter(({ type }) => ['ended', 'interrupted', 'skipped'].includes(type))
  await until('all is over', () => over().length === airings, 30_000)
}
