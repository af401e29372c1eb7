import { spawn } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import type { StationEvent } from '../../playout/contract/event.ts'
import type { Manifest } from '../../playout/contract/manifest.ts'
import { startHlsRadio, startLiveStream } from '../support/live-stream.ts'
import { makeBlock, makeItem } from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'
import { indexOfExactly, type TestSound } from '../support/playout-sounds.ts'
import { startPulse } from '../support/pulse.ts'
import { layBench, type Stage } from '../support/station-stage.ts'

const SECOND = 48_000
const bench = layBench('live')
let bulletin: TestSound

beforeAll(() => {
  bulletin = bench.sound('tin', 2 * SECOND)
})

type Test = Parameters<typeof bench.stage>[0]

/** A radio that is switched off when the test is over. */
async function stream(test: Test, ...kind: Parameters<typeof startLiveStream>) {
  const made = await startLiveStream(...kind)
  test.onTestFinished(made.close)
  return made
}

type Carried = Readonly<{
  stage: Stage
  /** In dBFS, of each tenth of a second of the carried part. */
  levels: readonly number[]
  pcm: Int16Array
  startsAt: number
}>

/** A window that carries a source for `seconds`, then the office's own bulletin; runs it to its end. */
async function carry(
  test: Test,
  source: Partial<Manifest['liveSources'][number]> & { address: string },
  seconds: number,
  sounds: readonly TestSound[],
  {
    meanwhile = async () => {},
    env = {},
    end = 'hard',
  }: Readonly<{
    meanwhile?: (startsAt: number, stage: Stage) => Promise<void>
    env?: Readonly<Record<string, string>>
    end?: 'hard' | 'soft'
  }> = {},
): Promise<Carried> {
  const stage = await bench.stage(test, sounds)
  // A station connects eight seconds before: it has them here too.
  const startsAt = Date.now() + 9_000
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
  await stage.publish([block], { liveSources })
  await stage.start({ env })
  await meanwhile(startsAt, stage)
  await until('the part is over', () => stage.ofType('relay-ended').length === 1, 40_000)
  if (end === 'soft') await until('what follows is over', () => stage.ofType('ended').length > 0)
  const { pcm, at } = await stage.capture()
  const from = at(startsAt)
  const levels = Array.from({ length: seconds * 10 }, (_, i) => {
    const tenth = pcm.subarray(from + i * 4_800, from + (i + 1) * 4_800)
    const power = tenth.reduce((sum, sample) => sum + sample * sample, 0) / 4_800
    return 10 * Math.log10(power / 32_768 ** 2 + 1e-12)
  })
  return { stage, levels, pcm, startsAt }
}

const isBackup = ({ about }: Extract<StationEvent, { about: string }>) => about === 'dai-tinh (2)'

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

describe.concurrent('a live source that a window carries', () => {
  it('sounds from the first to the last sample of its part, and that is signed', async (test) => {
    const { levels, stage } = await carry(
      test,
      { address: (await stream(test, 'tone')).url },
      5,
      [],
    )
    expect(longestSilence(levels)).toBe(0)
    expect(Math.min(...levels.slice(1))).toBeGreaterThan(-30)
    expect(stage.ofType('relay-began')).toMatchObject([{ about: 'dai-tinh' }])
    expect(stage.ofType('relay-ended')).toMatchObject([{ about: 'dai-tinh', amountMs: 5_000 }])
    expect(stage.ofType('relay-changed')).toEqual([])
    expect(stage.ofType('started')).toEqual([])
  }, 60_000)

  it('that stalls in the midst of a frame gives way to its backup, and is carried again', async (test) => {
    const first = await stream(test, 'tone')
    const backup = await stream(test, 'tone', 500)
    const addresses = { address: first.url, backup: backup.url }
    const { levels, stage } = await carry(test, addresses, 14, [], {
      meanwhile: async (startsAt, running) => {
        await until('it sounds', () => Date.now() > startsAt + 1_000)
        first.stall()
        await until('the backup sounds', () => running.ofType('relay-changed').some(isBackup))
        first.go()
      },
    })
    expect(longestSilence(levels)).toBe(0)
    const changes = stage.ofType('relay-changed')
    const at = changes.findIndex(isBackup)
    expect(changes[at]?.reason).toContain('dai-tinh: nothing comes')
    expect(changes.slice(at + 1).some(({ about }) => about === 'dai-tinh')).toBe(true)
  }, 60_000)

  for (const kind of ['html', 'garbage'] as const)
    it(`that sends ${kind} is replaced by the day’s bulletins from the start`, async (test) => {
      const { url: address } = await stream(test, kind)
      const { levels, stage } = await carry(test, { address }, 4, [bulletin])
      expect(longestSilence(levels)).toBeLessThan(1)
      const [change] = stage.ofType('relay-changed')
      expect(change).toMatchObject({ about: 'Bản tin tin' })
      expect(change?.reason).toMatch(/^dai-tinh: ./)
    }, 60_000)

  it('that is silent for ten seconds is replaced, and where nothing is ready a signal sounds', async (test) => {
    const { url: address } = await stream(test, 'silence')
    const { levels, stage } = await carry(test, { address }, 14, [])
    // It was connected eight seconds before its part: its silence is known soon after it began.
    expect(longestSilence(levels)).toBeLessThan(10.5)
    expect(Math.max(...levels.slice(-40))).toBeGreaterThan(-40)
    expect(stage.ofType('relay-changed').at(-1)).toMatchObject({ about: 'pause signal' })
    expect(stage.ofType('relay-changed').at(-1)?.reason).toContain('silent for ten seconds')
  }, 60_000)

  it('that nobody answers for never leaves the window silent', async (test) => {
    const { levels, stage } = await carry(test, { address: 'http://127.0.0.1:9/dai.mp3' }, 6, [])
    // The pause signal has pauses of its own.
    expect(longestSilence(levels)).toBeLessThan(4)
    expect(levels.slice(0, 5).some((level) => level > -50)).toBe(true)
    expect(stage.ofType('relay-ended')[0]?.amountMs).toBe(6_000)
  }, 60_000)

  it('with a soft end is let out to its next pause, and what follows stands right behind it', async (test) => {
    const { url: address } = await stream(test, 'speech')
    const { stage, pcm, startsAt } = await carry(test, { address }, 5, [bulletin], { end: 'soft' })
    const [ended] = stage.ofType('relay-ended')
    const length = ended?.amountMs ?? 0
    expect(length).toBeGreaterThan(5_000)
    expect(length).toBeLessThan(8_500)
    const [aired] = stage.ofType('ended')
    expect(aired).toMatchObject({ startErrorSamples: 0, fromSample: 0 })
    expect(aired?.samplesSent).toBe(bulletin.pcm.length)
    expect(aired?.startedAt).toBe(startsAt + length)
    // It was let finish its sentence: what is heard before is a pause.
    const at = indexOfExactly(pcm, bulletin.pcm)
    const before = pcm.subarray(at - 0.25 * SECOND, at)
    expect(Math.max(...before.map(Math.abs))).toBeLessThan(200)
    expect(Math.max(...pcm.subarray(at - SECOND, at).map(Math.abs))).toBeGreaterThan(2_000)
  }, 60_000)

  it('with a soft end makes room at once for what follows when it fails while it runs over', async (test) => {
    const first = await stream(test, 'tone')
    const { stage } = await carry(test, { address: first.url }, 4, [bulletin], {
      end: 'soft',
      meanwhile: async (startsAt) => {
        await until('it runs over', () => Date.now() > startsAt + 6_000)
        first.stall()
      },
    })
    const length = stage.ofType('relay-ended')[0]?.amountMs ?? 0
    expect(length).toBeGreaterThan(6_000)
    expect(length).toBeLessThan(15_000)
  }, 60_000)

  it('in HLS sounds without a hole, though it comes in pieces of four seconds', async (test) => {
    const radio = await startHlsRadio(4)
    test.onTestFinished(radio.close)
    // A playlist begins to name pieces when the third is there.
    await new Promise((resolve) => setTimeout(resolve, 13_000))
    const { levels, stage } = await carry(test, { address: radio.url }, 15, [])
    expect(longestSilence(levels)).toBe(0)
    expect(Math.min(...levels.slice(1))).toBeGreaterThan(-30)
    expect(stage.ofType('relay-changed')).toEqual([])
    expect(stage.ofType('relay-ended')).toMatchObject([{ about: 'dai-tinh', amountMs: 15_000 }])
  }, 90_000)

  it('from a line-in is heard as it comes in, and gives way when its device is gone', async (test) => {
    const pulse = await startPulse()
    test.onTestFinished(() => pulse.stop())
    const module = pulse.addSink('dau-vao')
    const player = playTone('dau-vao', pulse.env)
    const address = 'line-in:dau-vao.monitor'
    const { levels, stage } = await carry(test, { address }, 12, [bulletin], {
      env: pulse.env,
      meanwhile: async (startsAt) => {
        await until('it sounds', () => Date.now() > startsAt + 5_000)
        pulse.removeSink(module)
      },
    })
    player()
    expect(Math.min(...levels.slice(1, 40))).toBeGreaterThan(-30)
    expect(longestSilence(levels)).toBeLessThan(1)
    expect(stage.ofType('relay-began')).toMatchObject([{ about: 'dai-tinh' }])
    expect(stage.ofType('relay-changed')[0]).toMatchObject({ about: 'Bản tin tin' })
    expect(stage.ofType('relay-changed')[0]?.reason).toMatch(/^dai-tinh: ./)
  }, 90_000)
})
