import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '../../playout/contract/time.ts'
import { icecastEncoder } from '../../playout/output/icecast-encoder.ts'
import { parseIcecastUrl } from '../../playout/output/icecast-mount.ts'
import { openIcecastOutput } from '../../playout/output/icecast-output.ts'
import type { Output, OutputState } from '../../playout/output/output.ts'
import { type Icecast, startIcecast } from '../support/icecast.ts'
import { AT_ONCE } from '../support/playout-air.ts'
import { until } from '../support/playout-process.ts'
import { noise } from '../support/playout-sounds.ts'
import { hasProgram } from '../support/programs.ts'

let output: Output | null = null
let icecast: Icecast | null = null
let feeding: NodeJS.Timeout | undefined
let states: OutputState[] = []

afterEach(async () => {
  clearInterval(feeding)
  await output?.close()
  await icecast?.stop()
})

function feed(to: Output): void {
  const tick = noise(9, 4_800)
  let position = 0
  feeding = setInterval(() => {
    to.write(tick, position)
    position += tick.length
  }, 100)
}

/** @param path where `lame` is looked for; without it ffmpeg makes the MP3 */
async function open(url: string, path = process.env.PATH ?? ''): Promise<Output> {
  states = []
  const mount = parseIcecastUrl(url)
  const encoder = await icecastEncoder(mount.format, async () => 'ffmpeg', path)
  return openIcecastOutput('ice', mount, encoder, AT_ONCE, systemClock, (_name, state) =>
    states.push(state),
  )
}

async function heardBytes(url: string): Promise<number> {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
  if (!response?.ok || !response.body) return 0
  let bytes = 0
  try {
    for await (const piece of response.body) {
      bytes += piece.length
      if (bytes > 8_000) break
    }
  } catch {
    // Two seconds are over; what came until then counts.
  }
  return bytes
}

/** Writes down what a listener gets in some time. */
async function recordFor(url: string, path: string, ms: number): Promise<void> {
  const pieces: Uint8Array[] = []
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ms) })
    for await (const piece of response.body ?? []) pieces.push(piece)
  } catch {
    // The time is over.
  }
  writeFileSync(path, Buffer.concat(pieces))
}

describe.runIf(hasProgram('icecast2'))('the Icecast output', () => {
  // Both ways to the server, and both programs that make MP3.
  const encoders = { put: process.env.PATH ?? '', source: '' }
  for (const method of ['put', 'source'] as const)
    it(`is heard, and shows its title in Vietnamese (${method})`, async () => {
      icecast = await startIcecast()
      output = await open(`${icecast.sourceUrl('/xa.mp3')}?method=${method}`, encoders[method])
      feed(output)
      await until('it is connected', () => output?.state().kind === 'ok')
      output.announce('Bản tin tắt sóng 2G')
      expect(await heardBytes(`${icecast.url}/xa.mp3`)).toBeGreaterThan(8_000)
      const url = `${icecast.url}/status-json.xsl`
      let shown = ''
      for (let tries = 0; tries < 30 && !shown.includes('Bản tin'); tries++) {
        shown = await (await fetch(url)).text()
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      expect(shown).toContain('Bản tin tắt sóng 2G')
    }, 30_000)

  it('gives Opus whose titles and connections change without a break in the chain', async () => {
    icecast = await startIcecast()
    output = await open(icecast.sourceUrl('/xa.opus'))
    feed(output)
    await until('it is connected', () => output?.state().kind === 'ok')
    output.announce('Bản tin tắt sóng 2G')
    const opus = join(mkdtempSync(join(tmpdir(), 'opus-')), 'nghe.opus')
    const heard = recordFor(`${icecast.url}/xa.opus`, opus, 3_000)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    output.announce('Lịch phát thanh')
    await heard
    // Every page of the chain is whole and in order, or the decoder complains.
    const decoded = spawnSync(
      'ffmpeg',
      ['-v', 'warning', '-i', opus, '-af', 'volumedetect', '-f', 'null', '-'],
      { encoding: 'utf8' },
    )
    expect(decoded.stderr).toBe('')
    const text = readFileSync(opus, 'utf8')
    expect(text).toContain('TITLE=Bản tin tắt sóng 2G')
    expect(text).toContain('TITLE=Lịch phát thanh')
  }, 30_000)

  it('says that it is lost, and is back soon after the server is', async () => {
    icecast = await startIcecast()
    const url = new URL(icecast.url)
    output = await open(icecast.sourceUrl('/xa.mp3'))
    feed(output)
    await until('it is connected', () => output?.state().kind === 'ok')
    await icecast.stop()
    await until('it is lost', () => output?.state().kind === 'lost')
    icecast = await startIcecast(Number(url.port))
    await until('it is back', () => output?.state().kind === 'ok', 7_000)
    expect(await heardBytes(`${icecast.url}/xa.mp3`)).toBeGreaterThan(8_000)
    expect(states.map(({ kind }) => kind)).toEqual(['lost', 'ok'])
  }, 30_000)
})

describe('an Icecast server that is not there', () => {
  it('never makes the player wait', async () => {
    output = await open('icecast://source:x@127.0.0.1:9/xa.mp3')
    expect(output.write(new Int16Array(4_800), 0)).toBe(false)
    expect(output.state().kind).toBe('lost')
  })

  it('is told from an address that is none', () => {
    expect(() => parseIcecastUrl('https://example.org/')).toThrow('not an Icecast address')
  })
})
