import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startIcecast } from '../support/icecast.ts'
import { type PlayerProcess, startPlayer, until } from '../support/playout-process.ts'
import { makeSound } from '../support/playout-sounds.ts'
import { hasProgram } from '../support/programs.ts'
import { startPulse } from '../support/pulse.ts'

const SECOND = 48_000
const ITEM_S = 12
let folder: string
let player: PlayerProcess | null = null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fail-'))
})
afterEach(async () => {
  await player?.end('SIGKILL')
  player = null
  rmSync(folder, { recursive: true, force: true })
})

/** Plays one item of 12 s, which begins in 3 s. */
function play(outputs: readonly string[], env: Readonly<Record<string, string>> = {}): number {
  const { path } = makeSound(folder, 'a', 61, ITEM_S * SECOND)
  const at = Date.now() + 3_000
  const schedule = join(folder, 's.json')
  writeFileSync(schedule, JSON.stringify({ items: [{ id: 'a', path, at, duration: ITEM_S }] }))
  const where = ['--schedule', schedule, '--asrun', join(folder, 'asrun'), '--state', folder]
  player = startPlayer(['play', ...where, ...outputs], env)
  return at
}

const asRun = () =>
  readFileSync(join(folder, 'asrun'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

/**
 * A program that takes its standard input for a while and falls.
 * @param when only with these arguments; it is the real one with others
 */
function dyingProgram(name: string, when = ''): string {
  const path = join(folder, name)
  const real = `case "$*" in *${when}*) ;; *) exec ${name} "$@" ;; esac`
  writeFileSync(path, `#!/bin/sh\n${when && real}\nsleep 0.8\nexit 1\n`)
  chmodSync(path, 0o755)
  return path
}

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))
const log = () => player?.log() ?? ''

describe('a device that never plays', () => {
  it.runIf(hasProgram('aplay', 'alsa-utils'))(
    'has nothing aired: a card that does not exist is named with its reason',
    async () => {
      play(['--alsa', 'loa=khong-co'])
      expect(await player?.exited).toBe(0)
      expect(asRun()).toEqual([
        { ev: 'skip', id: 'a', plan: expect.any(Number), why: expect.stringContaining('loa: ') },
      ])
      expect(asRun()[0].why).toContain('No such file or directory')
    },
    60_000,
  )

  it('has nothing aired either when its program takes everything and falls', async () => {
    play(['--alsa', 'loa=x'], { APLAY_PATH: dyingProgram('aplay') })
    expect(await player?.exited).toBe(0)
    expect(asRun()).toMatchObject([{ ev: 'skip', id: 'a' }])
  }, 60_000)

  it('is no segment that anybody could fetch, when an encoder of HLS falls', async () => {
    play(['--hls', join(folder, 'hls'), '--null'], { FFMPEG_PATH: dyingProgram('ffmpeg', 'adts') })
    expect(await player?.exited).toBe(0)
    const end = asRun().find(({ ev }) => ev === 'end')
    expect(end).toMatchObject({ samples: ITEM_S * SECOND, aired: true })
    expect(end.outputs).toMatchObject([
      { name: 'hls', samples: 0, why: expect.stringContaining('ffmpeg left with 1') },
      { name: 'null', samples: ITEM_S * SECOND },
    ])
  }, 60_000)
})

describe.runIf(hasProgram('pulseaudio'))('a sound server that stands still', () => {
  it('is told to be lost within 2 s, and what it did not sound is not counted', async () => {
    const pulse = await startPulse()
    try {
      const at = play(['--pulse', 'loa', '--null'], pulse.env)
      await until('the item sounds', () => Date.now() > at + 3_000, 20_000)
      pulse.freeze()
      const since = Date.now()
      await until('it is told', () => log().includes('"lost"'))
      expect(Date.now() - since).toBeLessThan(2_500)
      await sleep(5_000 - (Date.now() - since))
      pulse.thaw()
      await until('it is back', () => log().includes('"ok"'))
      expect(await player?.exited).toBe(0)
      const end = asRun().find(({ ev }) => ev === 'end')
      expect(end.outputs[1]).toEqual({ name: 'null', samples: ITEM_S * SECOND })
      expect(end.outputs[0].why).toContain('does not answer')
      expect(end.outputs[0].samples / SECOND).toBeLessThan(ITEM_S - 4.9)
      expect(end.outputs[0].samples / SECOND).toBeGreaterThan(ITEM_S - 9)
    } finally {
      pulse.thaw()
      await pulse.stop()
    }
  }, 60_000)
})

describe.runIf(hasProgram('icecast2'))('an Icecast server that stands still', () => {
  it('is told to be lost within 3 s, and what it did not take is not counted', async () => {
    const icecast = await startIcecast()
    try {
      const at = play(['--icecast', icecast.sourceUrl('/xa.mp3')])
      await until('the item sounds', () => Date.now() > at + 3_000, 20_000)
      icecast.freeze()
      const since = Date.now()
      await until('it is told', () => log().includes('"lost"'))
      expect(Date.now() - since).toBeLessThan(3_000)
      await sleep(4_000 - (Date.now() - since))
      icecast.thaw()
      await until('it is back', () => log().includes('"ok"'))
      expect(await player?.exited).toBe(0)
      const end = asRun().find(({ ev }) => ev === 'end')
      expect(end.why).toContain('icecast: the server does not answer')
      expect(end.samples / SECOND).toBeLessThan(ITEM_S - 3.9)
      expect(end.samples / SECOND).toBeGreaterThan(ITEM_S - 9)
    } finally {
      icecast.thaw()
      await icecast.stop()
    }
  }, 60_000)
})
