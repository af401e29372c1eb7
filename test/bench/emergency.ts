import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Block } from '../../playout/contract/manifest.ts'
import { makeBlock, makeItem, makeManifest, makeOffice } from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'
import { startTestServer } from '../support/playout-server.ts'
import { firstSampleAt, indexOfExactly, makeSound, readWav } from '../support/playout-sounds.ts'

/**
 * How soon something urgent is heard after the player took the manifest that names it: ten times, over
 * a long bulletin, each with a sound that was never decoded before. The player is a process of its
 * own, as the supervisor starts it. Prints figures and decides nothing.
 *
 *   node test/bench/emergency.ts
 */
const COUNT = 10
const EVERY_MS = 4_000
const PLAYER = join(import.meta.dirname, '../../playout/launch.cjs')
const FLAGS = ['--max-old-space-size=96']

const folder = mkdtempSync(join(tmpdir(), 'bench-emergency-'))
const long = makeSound(folder, 'dai', 1, (COUNT + 4) * EVERY_MS * 48)
const urgent = Array.from({ length: COUNT }, (_, i) => makeSound(folder, `k${i}`, 10 + i, 96_000))
const sounds = [long, ...urgent]
const office = await makeOffice()
const server = await startTestServer(office, sounds)
const state = join(folder, 'state')
const wav = join(folder, 'out.wav')
const publish = async (version: number, blocks: readonly Block[]) =>
  server.publish(await office.sign(makeManifest(version, blocks, sounds)), version)

const bed = makeBlock(Date.now() + 5_000, [makeItem({ sound: long, offsetSamples: 0 })])
await publish(1, [bed])
const args = ['run', '--state', state, '--enrol', server.code(), '--file', wav]
const player = spawn(process.execPath, [...FLAGS, PLAYER, ...args], {
  stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  // A session of its own, as the supervisor gives it.
  detached: true,
})
/** When each version was taken, by its number. */
const takenAt = new Map<number, number>()
player.stderr?.setEncoding('utf8').on('data', (text: string) => {
  for (const line of text.split('\n')) {
    const [, time, version] = /"time":(\d+).*"version":(\d+).*manifest accepted/.exec(line) ?? []
    if (time && version) takenAt.set(Number(version), Number(time))
  }
})
const started = () => server.events().filter(({ type }) => type === 'started').length
await until('the long one sounds', () => started() > 0, 30_000)
await until('all files are there', () => server.statuses().at(-1)?.assetsHeld === sounds.length)
const loads: number[] = []
const blocks: Block[] = [bed]
for (const [i, sound] of urgent.entries()) {
  const item = makeItem({ sound, offsetSamples: 0, version: `khan-${i}/1` })
  blocks.push(makeBlock(Date.now(), [item], { urgent: true }))
  loads.push(loadavg()[0] ?? 0)
  await publish(2 + i, blocks)
  await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
}
player.kill('SIGTERM')
await new Promise((resolve) => player.once('close', resolve))
const capture = readWav(wav)
const zero = firstSampleAt(wav)
const heardAfter = urgent.map(({ pcm }, i) => {
  const at = indexOfExactly(capture, pcm)
  return at < 0 ? Number.NaN : zero + at / 48 - (takenAt.get(2 + i) ?? Number.NaN)
})
const sorted = heardAfter.filter((ms) => !Number.isNaN(ms)).toSorted((a, b) => a - b)
console.log(`heard after, ms: ${heardAfter.map((ms) => ms.toFixed(0)).join(' ')}`)
console.log(
  `${sorted.length} of ${COUNT} whole; median ${sorted[sorted.length >> 1]?.toFixed(0)}, worst ${sorted.at(-1)?.toFixed(0)} ms; load ${Math.min(...loads).toFixed(1)} … ${Math.max(...loads).toFixed(1)}`,
)
await server.close()
rmSync(folder, { recursive: true, force: true })
