import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../playout/contract/time.ts'
import { openHlsOutput } from '../../playout/output/hls-output.ts'
import type { Output, OutputState } from '../../playout/output/output.ts'
import { AT_ONCE } from '../support/playout-air.ts'
import { until } from '../support/playout-process.ts'
import { noise } from '../support/playout-sounds.ts'

let folder: string
let output: Output
let states: OutputState[]
let feeding: NodeJS.Timeout

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hls-'))
  states = []
})
afterEach(async () => {
  clearInterval(feeding)
  await output.close()
  rmSync(folder, { recursive: true, force: true })
})

async function startFed(): Promise<void> {
  output = await openHlsOutput('hls', folder, 'ffmpeg', AT_ONCE, systemClock, (_name, state) =>
    states.push(state),
  )
  const second = noise(5, 48_000)
  let position = 0
  // Four times as fast as on air, so that the test need not last.
  feeding = setInterval(() => {
    output.write(second.subarray(0, 9_600), position)
    position += 9_600
  }, 50)
}

const playlist = () => readFileSync(join(folder, 'index.m3u8'), 'utf8')

/** Mean level in dBFS of the segments that the playlist names. */
function meanLevel(): number {
  const segments = playlist().match(/^air-\d+\.aac$/gm) ?? []
  const input = Buffer.concat(segments.map((name) => readFileSync(join(folder, name))))
  const { stderr } = spawnSync(
    'ffmpeg',
    ['-f', 'aac', '-i', 'pipe:0', '-af', 'volumedetect', '-f', 'null', '-'],
    { input, timeout: 10_000, encoding: 'utf8' },
  )
  return Number(/mean_volume: (-?[\d.]+) dB/.exec(stderr)?.[1])
}

/** The one child of this process that writes into the folder. */
function encoderPid(): number {
  const listed = execFileSync('ps', ['--ppid', String(process.pid), '-o', 'pid=,args='], {
    encoding: 'utf8',
  })
  const line = listed.split('\n').find((text) => text.includes('adts'))
  return Number(line?.trim().split(' ')[0])
}

describe('the HLS output', () => {
  it('can be heard, names the time of day, and forgets a former run', async () => {
    writeFileSync(join(folder, 'index.m3u8'), '#EXTM3U\nair-1.ts\n')
    writeFileSync(join(folder, 'air-1.ts'), 'yesterday')
    await startFed()
    expect(existsSync(join(folder, 'air-1.ts'))).toBe(false)
    await until('there is a playlist', () => existsSync(join(folder, 'index.m3u8')))
    await until('it has three segments', () => playlist().split('.aac').length > 3)
    expect(playlist()).toContain('#EXT-X-PROGRAM-DATE-TIME')
    expect(meanLevel()).toBeGreaterThan(-40)
    await until(
      'old segments are deleted',
      () => playlist().includes('#EXT-X-MEDIA-SEQUENCE') && readdirSync(folder).length < 12,
    )
  }, 30_000)

  it('starts its encoder again when it dies, and numbers on', async () => {
    await startFed()
    await until('there are segments', () => existsSync(join(folder, 'index.m3u8')))
    const before = Number(/MEDIA-SEQUENCE:(\d+)/.exec(playlist())?.[1])
    process.kill(encoderPid(), 'SIGKILL')
    await until('it is lost and back', () => states.map(({ kind }) => kind).join() === 'lost,ok')
    await until('it goes on', () => playlist().includes('#EXT-X-DISCONTINUITY'))
    expect(Number(/MEDIA-SEQUENCE:(\d+)/.exec(playlist())?.[1])).toBeGreaterThanOrEqual(before)
    expect(meanLevel()).toBeGreaterThan(-40)
  }, 30_000)
})
