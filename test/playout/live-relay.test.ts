import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { StationEvent } from '../../playout/contract/event.ts'
import type { Manifest } from '../../playout/contract/manifest.ts'
import { type LiveStream, startHlsRadio, startLiveStream } from '../support/live-stream.ts'
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
import { startPulse } from '../support/pulse.ts'

const SECOND = 48_000
let folder: string
let office: Office
let bulletin: TestSound
let server: TestServer
let station: TestStation | null = null
let streams: LiveStream[] = []
/** What the last run sounded, and when its part was to begin. */
let lastCapture: Int16Array = new Int16Array(0)
let lastStart = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'live-'))
  office = await makeOffice()
  bulletin = makeSound(folder, 'tin', 51, 2 * SECOND)
})
afterEach(async () => {
  await station?.stop()
  station = null
  await server.close()
  for (const stream of streams) await stream.close()
  streams = []
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What happened to the station itself, not to an item. */
type StationHappening = Extract<StationEvent, { about: string }>

const ofType = (type: StationEvent['type']) =>
  server.events().filter((event): event is StationHappening => event.type === type)

async function stream(...kind: Parameters<typeof startLiveStream>): Promise<LiveStream> {
  const made = await startLiveStream(...kind)
  streams.push(made)
  return made
}

/**
 * A window that carries a source for `seconds`, then the office's own bulletin; runs it to its end.
 * @returns the level in dBFS of each tenth of a second of the carried part
 */
async function carry(
  source: Partial<Manifest['liveSources'][number]> & { address: string },
  seconds: number,
  sounds: readonly TestSound[],
  meanwhile: (startsAt: number) => Promise<void> = async () => {},
  env: Readonly<Record<string, string>> = {},
  end: 'hard' | 'soft' = 'hard',
): Promise<readonly number[]> {
  server = await startTestServer(office, sounds)
  const startsAt = Date.now() + 5_000
  const items = sounds.map((sound) => makeItem({ sound, offsetSamples: seconds * SECOND }))
  const relayTime = [
    {
      ...{ source: 'province' as const, offsetSamples: 0, lengthSamples: seconds * SECOND },
      ...{ live: 'dai-tinh', end },
    },
  ]
  const lengthSamples = (seconds + 3) * SECOND
  const block = makeBlock(startsAt, items, { relayTime, lengthSamples })
  const liveSources = [{ id: 'dai-tinh', source: 'province' as const, backup: null, ...source }]
  server.publish(await office.sign(makeManifest(1, [block], sounds, { liveSources })), 1)
  station = await startTestStation(server, { env })
  await meanwhile(startsAt)
  await until('the part is over', () => ofType('relay-ended').length === 1, 40_000)
  if (end === 'soft')
    await until('what follows is over', () => server.events().some(({ type }) => type === 'ended'))
  const { wav } = station
  await station.pause()
  station = null
  const capture = readWav(wav)
  lastCapture = capture
  lastStart = startsAt
  const at = Math.round((startsAt - firstSampleAt(wav)) * 48)
  return Array.from({ length: seconds * 10 }, (_, i) => {
    const tenth = capture.subarray(at + i * 4_800, at + (i + 1) * 4_800)
    const power = tenth.reduce((sum, sample) => sum + sample * sample, 0) / 4_800
    return 10 * Math.log10(power / 32_768 ** 2 + 1e-12)
  })
}

const isBackup = ({ about }: StationHappening) => about === 'dai-tinh (2)'

/** Sounds a tone into a sink until the result is called. */
function playTone(sink: string, env: Readonly<Record<string, string>>): () => void {
  const shape = ['--raw', '--format=s16le', '--rate=48000', '--channels=1']
  const child = spawn('pacat', ['-d', sink, ...shape], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const tone = Int16Array.from({ length: 30 * SECOND }, (_, i) =>
    Math.round(6_000 * Math.sin((2 * Math.PI * 1_000 * i) / SECOND)),
  )
  child.stdin.on('error', () => {})
  child.stdin.write(Buffer.from(tone.buffer))
  return () => child.kill('SIGKILL')
}

/** Longest run of tenths of a second that nobody could hear, in seconds. */
function longestSilence(levels: readonly number[]): number {
  let longest = 0
  let run = 0
  for (const level of levels) {
    run = level < -50 ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest / 10
}

describe('a live source that a window carries', () => {
  it('sounds from the first to the last sample of its part, and that is signed', async () => {
    const levels = await carry({ address: (await stream('tone')).url }, 5, [])
    expect(longestSilence(levels)).toBe(0)
    expect(Math.min(...levels.slice(1))).toBeGreaterThan(-30)
    expect(ofType('relay-began')).toMatchObject([{ about: 'dai-tinh' }])
    expect(ofType('relay-ended')).toMatchObject([{ about: 'dai-tinh', amountMs: 5_000 }])
    expect(ofType('relay-changed')).toEqual([])
    expect(ofType('started')).toEqual([])
  }, 60_000)

  it('that stalls in the midst of a frame gives way to its backup, and is carried again', async () => {
    const first = await stream('tone')
    const backup = await stream('tone', 500)
    const levels = await carry(
      { address: first.url, backup: backup.url },
      14,
      [],
      async (startsAt) => {
        await until('it sounds', () => Date.now() > startsAt + 1_000)
        first.stall()
        await until('the backup sounds', () => ofType('relay-changed').some(isBackup))
        first.go()
      },
    )
    expect(longestSilence(levels)).toBe(0)
    const changes = ofType('relay-changed')
    const at = changes.findIndex(isBackup)
    expect(changes[at]?.reason).toContain('dai-tinh: nothing comes')
    expect(changes.slice(at + 1).some(({ about }) => about === 'dai-tinh')).toBe(true)
  }, 60_000)

  for (const kind of ['html', 'garbage'] as const)
    it(`that sends ${kind} is replaced by the day’s bulletins from the start`, async () => {
      const levels = await carry({ address: (await stream(kind)).url }, 4, [bulletin])
      expect(longestSilence(levels)).toBeLessThan(1)
      const [change] = ofType('relay-changed')
      expect(change).toMatchObject({ about: 'Bản tin tin' })
      expect(change?.reason).toMatch(/^dai-tinh: ./)
    }, 60_000)

  it('that is silent for ten seconds is replaced, and where nothing is ready a signal sounds', async () => {
    const levels = await carry({ address: (await stream('silence')).url }, 14, [])
    // It was connected eight seconds before its part: its silence is known soon after it began.
    expect(longestSilence(levels)).toBeLessThan(10.5)
    expect(Math.max(...levels.slice(-40))).toBeGreaterThan(-40)
    expect(ofType('relay-changed').at(-1)).toMatchObject({ about: 'pause signal' })
    expect(ofType('relay-changed').at(-1)?.reason).toContain('silent for ten seconds')
  }, 60_000)

  it('that nobody answers for never leaves the window silent', async () => {
    const levels = await carry({ address: 'http://127.0.0.1:9/dai.mp3' }, 6, [])
    // The pause signal has pauses of its own.
    expect(longestSilence(levels)).toBeLessThan(4)
    expect(levels.slice(0, 5).some((level) => level > -50)).toBe(true)
    expect(ofType('relay-ended')[0]?.amountMs).toBe(6_000)
  }, 60_000)

  it('with a soft end is let out to its next pause, and what follows stands right behind it', async () => {
    const address = (await stream('speech')).url
    await carry({ address }, 5, [bulletin], async () => {}, {}, 'soft')
    const [ended] = ofType('relay-ended')
    const length = ended?.amountMs ?? 0
    expect(length).toBeGreaterThan(5_000)
    expect(length).toBeLessThan(8_500)
    const aired = server.events().find((event) => event.type === 'ended')
    if (aired?.type !== 'ended') throw new Error('the bulletin did not air')
    expect(aired).toMatchObject({ startErrorSamples: 0, fromSample: 0 })
    expect(aired.samplesSent).toBe(bulletin.pcm.length)
    expect(aired.startedAt).toBe(lastStart + length)
    // It was let finish its sentence: what is heard before is a pause.
    const at = indexOfExactly(lastCapture, bulletin.pcm)
    const before = lastCapture.subarray(at - 0.25 * SECOND, at)
    expect(Math.max(...before.map(Math.abs))).toBeLessThan(200)
    expect(Math.max(...lastCapture.subarray(at - SECOND, at).map(Math.abs))).toBeGreaterThan(2_000)
  }, 60_000)

  it('with a soft end makes room at once for what follows when it fails while it runs over', async () => {
    const first = await stream('tone')
    await carry(
      { address: first.url },
      4,
      [bulletin],
      async (startsAt) => {
        await until('it runs over', () => Date.now() > startsAt + 6_000)
        first.stall()
      },
      {},
      'soft',
    )
    const length = ofType('relay-ended')[0]?.amountMs ?? 0
    expect(length).toBeGreaterThan(6_000)
    expect(length).toBeLessThan(15_000)
  }, 60_000)

  it('in HLS sounds without a hole, though it comes in pieces of four seconds', async () => {
    const radio = await startHlsRadio(4)
    streams.push(radio)
    // A playlist begins to name pieces when the third is there.
    await new Promise((resolve) => setTimeout(resolve, 13_000))
    const levels = await carry({ address: radio.url }, 15, [])
    expect(longestSilence(levels)).toBe(0)
    expect(Math.min(...levels.slice(1))).toBeGreaterThan(-30)
    expect(ofType('relay-changed')).toEqual([])
    expect(ofType('relay-ended')).toMatchObject([{ about: 'dai-tinh', amountMs: 15_000 }])
  }, 90_000)

  it('from a line-in is heard as it comes in, and gives way when its device is gone', async () => {
    const pulse = await startPulse()
    try {
      const module = pulse.addSink('dau-vao')
      const player = playTone('dau-vao', pulse.env)
      const levels = await carry(
        { address: 'line-in:dau-vao.monitor' },
        12,
        [bulletin],
        async (startsAt) => {
          await until('it sounds', () => Date.now() > startsAt + 5_000)
          pulse.removeSink(module)
        },
        pulse.env,
      )
      player()
      expect(Math.min(...levels.slice(1, 40))).toBeGreaterThan(-30)
      expect(longestSilence(levels)).toBeLessThan(1)
      expect(ofType('relay-began')).toMatchObject([{ about: 'dai-tinh' }])
      expect(ofType('relay-changed')[0]).toMatchObject({ about: 'Bản tin tin' })
      expect(ofType('relay-changed')[0]?.reason).toMatch(/^dai-tinh: ./)
    } finally {
      await pulse.stop()
    }
  }, 90_000)
})
