import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../playout/contract/time.ts'
import { openLiveSource } from '../../playout/live/live-source.ts'
import { type PlayerProcess, startPlayer, until } from '../support/playout-process.ts'
import { bestShift, makeSound, type TestSound } from '../support/playout-sounds.ts'
import { hasProgram } from '../support/programs.ts'
import { type Pulse, type PulseCapture, startPulse } from '../support/pulse.ts'

const SECOND = 48_000
const has = hasProgram('pulseaudio') && hasProgram('parec', 'pulseaudio-utils')
let folder: string
let pulse: Pulse
let player: PlayerProcess | null = null
let sounds: readonly TestSound[]

beforeAll(async () => {
  if (!has) return
  folder = mkdtempSync(join(tmpdir(), 'pulse-'))
  pulse = await startPulse()
  sounds = [1, 2, 3, 4, 5, 6].map((n) => makeSound(folder, `p${n}`, 40 + n, SECOND))
})
afterEach(async () => {
  await player?.end('SIGKILL')
  player = null
})
afterAll(async () => {
  await pulse?.stop()
  if (has) rmSync(folder, { recursive: true, force: true })
})

/** Plays each sound at its own instant, every second and a half. */
function play(
  first: number,
  outputs: readonly string[],
  more: Readonly<Record<string, string>> = {},
): PlayerProcess {
  const items = sounds.map(({ name, path }, i) => {
    return { id: name, path, at: first + i * 1_500, duration: 1 }
  })
  const schedule = join(folder, 's.json')
  writeFileSync(schedule, JSON.stringify({ items }))
  const where = ['--schedule', schedule, '--asrun', join(folder, 'asrun'), '--state', folder]
  return startPlayer(['play', ...where, ...outputs], { ...pulse.env, ...more })
}

/** How late each start was heard, ms; NaN where its first 50 ms were not heard. */
function startErrors(capture: PulseCapture, first: number, reach = 2_400): readonly number[] {
  return sounds.map(({ pcm }, i) => {
    const at = first + i * 1_500
    const expected = Math.round((at - capture.startedAt) * 48)
    const { shift, likeness } = bestShift(capture.pcm, pcm.subarray(0, 2_400), expected, reach)
    return likeness > 0.9 ? shift / 48 : Number.NaN
  })
}

describe.runIf(has)('a device of PulseAudio', () => {
  it('sounds every start at its instant, and each as long after the other as planned', {
    retry: 2,
    timeout: 60_000,
  }, async () => {
    const stop = await pulse.record('loa')
    const first = Date.now() + 4_000
    player = play(first, ['--pulse', 'loa', '--null'])
    expect(await player.exited).toBe(0)
    const errors = startErrors(await stop(), first)
    console.info(`start errors on PulseAudio, ms: ${errors.map((ms) => ms.toFixed(2)).join(' ')}`)
    // A recorder that a busy machine holds up loses sound that was there.
    const heard = errors.filter((ms) => !Number.isNaN(ms))
    expect(heard.length).toBeGreaterThan(3)
    expect(Math.max(...heard) - Math.min(...heard)).toBeLessThan(5)
    expect(Math.max(...heard.map(Math.abs))).toBeLessThan(10)
  })

  it('that goes is told of, and what is due when it is back sounds in its place', async () => {
    const module = pulse.addSink('cam')
    const first = Date.now() + 3_000
    player = play(first, ['--pulse', 'cam'])
    await until('the first sounds', () => Date.now() > first + 800)
    pulse.removeSink(module)
    const log = () => player?.log() ?? ''
    await until('it is told to be lost', () => log().includes('"kind":"lost"'))
    pulse.addSink('cam')
    const stop = await pulse.record('cam')
    await until(
      'it is told to be back',
      () => log().lastIndexOf('"ok"') > log().lastIndexOf('lost'),
    )
    expect(await player.exited).toBe(0)
    const errors = startErrors(await stop(), first)
    expect(errors[0]).toBeNaN()
    const back = errors.slice(-3).filter((ms) => !Number.isNaN(ms))
    expect(back.length).toBeGreaterThan(0)
    expect(Math.max(...back.map(Math.abs))).toBeLessThan(10)
  }, 60_000)
})

describe.runIf(has)('a line-in of PulseAudio', () => {
  it('is heard as it sounds, and says so when its device is not there', async () => {
    const tools = { ffmpeg: async () => 'ffmpeg', arecord: 'arecord', pulse: pulse.server }
    const line = openLiveSource('nam', 'line-in:loa.monitor', tools, systemClock)
    const nothing = openLiveSource('mat', 'line-in:khong-co', tools, systemClock)
    player = play(Date.now() + 2_500, ['--pulse', 'loa'])
    try {
      const heard: Int16Array[] = []
      await until('it is heard', () => {
        const pcm = line.read(4_800)
        if (pcm) heard.push(pcm)
        return heard.some((piece) => piece.some((sample) => Math.abs(sample) > 5_000))
      })
      expect(line.fault()).toBeNull()
      expect(nothing.fault()).toBe('no such sound device (there is no such device)')
      expect(nothing.read(4_800)).toBeNull()
    } finally {
      line.close()
      nothing.close()
    }
  }, 60_000)
})

describe.runIf(has && hasProgram('aplay', 'alsa-utils'))('a device of ALSA', () => {
  it('is played through aplay', { retry: 2, timeout: 90_000 }, async () => {
    // No machine of ours has a card; ALSA's own door to PulseAudio stands in for one.
    const config = join(folder, 'asound.conf')
    writeFileSync(config, `pcm.cua { type pulse device "loa" }\n`)
    const stop = await pulse.record('loa')
    const first = Date.now() + 3_000
    const more = { ALSA_CONFIG_PATH: `/usr/share/alsa/alsa.conf:${config}` }
    player = play(first, ['--alsa', 'cua'], more)
    expect(await player.exited).toBe(0)
    const errors = startErrors(await stop(), first, 14_400)
    console.info(`start errors through aplay, ms: ${errors.map((ms) => ms.toFixed(2)).join(' ')}`)
    expect(errors.filter((ms) => !Number.isNaN(ms)).length).toBeGreaterThan(3)
  })
})
