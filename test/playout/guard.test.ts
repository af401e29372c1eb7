import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createHeartbeat } from '../../playout/contract/heartbeat.ts'
import { makeBlock, makeItem, makeManifest, makeOffice } from '../support/playout-office.ts'
import { type PlayerProcess, startPlayer, until } from '../support/playout-process.ts'
import { startTestServer, type TestServer } from '../support/playout-server.ts'
import { makeSound, type TestSound } from '../support/playout-sounds.ts'

let folder: string
let sound: TestSound
let server: TestServer | null = null
let player: PlayerProcess | null = null

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'canh-gac-'))
  sound = makeSound(folder, 'tin', 61, 25 * 48_000)
})
afterEach(async () => {
  await player?.end('SIGTERM')
  player = null
  await server?.close()
  server = null
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Process ids of a process's children. */
function childrenOf(pid: number): readonly number[] {
  const listed = execFileSync('ps', ['-o', 'pid=,ppid=', '-A'], { encoding: 'utf8' })
  return listed
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([own, parent]) => (parent === pid && own ? [own] : []))
}

async function runGuarded(name: string): Promise<number> {
  const office = await makeOffice()
  server = await startTestServer(office, [sound])
  const block = makeBlock(Date.now() + 3_000, [makeItem({ sound, offsetSamples: 0 })])
  server.publish(await office.sign(makeManifest(1, [block], [sound])), 1)
  player = startPlayer(['guard', 'run', '--state', join(folder, name), '--null'], {
    TIEP_AM_ENROL: server.code(),
  })
  const { pid = 0 } = player.child
  await until('it sounds', () => server?.events().some(({ type }) => type === 'started') ?? false)
  const [child = 0] = childrenOf(pid)
  return child
}

const boots = () => (server?.events() ?? []).filter((event) => event.type === 'boot')

describe('a player that stands still', () => {
  it('is killed and started again, says why, and joins what should sound by then', async () => {
    const child = await runGuarded('dung-yen')
    process.kill(child, 'SIGSTOP')
    await until('another has begun', () => boots().length === 2, 20_000)
    expect(boots()[1]).toMatchObject({ reason: expect.stringMatching(/^watchdog: .*stood still/) })
    await until('it sounds again', () => started().length === 2, 10_000)
    expect(started()[1]?.fromSample).toBeGreaterThan(5 * 48_000)
    expect(server?.events().find(({ type }) => type === 'interrupted')).toMatchObject({
      reason: 'power-cut',
    })
  }, 60_000)

  it('or falls is started again, and ended with its guard', async () => {
    const child = await runGuarded('roi')
    process.kill(child, 'SIGKILL')
    await until('another has begun', () => boots().length === 2, 20_000)
    expect(boots()[1]).toMatchObject({
      reason: 'the player before it fell (ended by SIGKILL)',
    })
    const pid = player?.child.pid ?? 0
    const [second = 0] = childrenOf(pid)
    expect(await player?.end('SIGTERM')).toBe(0)
    player = null
    expect(() => process.kill(second, 0)).toThrow()
  }, 60_000)

  it('that never got as far as sounding is not tried for ever', async () => {
    const file = join(folder, 'khong-phai.json')
    writeFileSync(file, '{}')
    const asRun = join(folder, 'asrun')
    player = startPlayer([
      ...['guard', 'play', '--schedule', file, '--asrun', asRun],
      ...['--state', join(folder, 'choi'), '--null'],
    ])
    expect(await player.exited).toBe(1)
    expect(player.log()).toContain('a schedule is an object with a list "items"')
    player = null
  }, 30_000)

  const started = () => (server?.events() ?? []).filter((event) => event.type === 'started')
})

describe('the heart of a player', () => {
  it('has stopped when nothing beat for five looks, and never before it began', () => {
    const heartbeat = createHeartbeat()
    expect(Array.from({ length: 60 }, heartbeat.look)).not.toContain(true)
    heartbeat.beat()
    expect(Array.from({ length: 5 }, heartbeat.look)).not.toContain(true)
    heartbeat.beat()
    expect(Array.from({ length: 6 }, heartbeat.look)).toEqual([
      ...Array.from({ length: 5 }, () => false),
      true,
    ])
  })
})
