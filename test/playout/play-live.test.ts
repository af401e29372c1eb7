import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLiveStream } from '../support/live-stream.ts'
import { makeBlock, makeItem, makeManifest } from '../support/playout-office.ts'
import { startPlayer, until } from '../support/playout-process.ts'
import { makeSound, type TestSound } from '../support/playout-sounds.ts'
import { readCapture } from '../support/station-stage.ts'

const SECOND = 48_000
let folder: string
let bulletin: TestSound
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'play-live-'))
  bulletin = makeSound(folder, 'tin', 71, 2 * SECOND)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Test = Readonly<{ onTestFinished(end: () => Promise<void>): void }>

/** Plays a schedule in a folder of its own; `lines` are those of its as-run so far. */
function play(test: Test, name: string, schedule: unknown) {
  const own = join(folder, name)
  mkdirSync(join(own, 'assets'), { recursive: true })
  writeFileSync(join(own, 's.json'), JSON.stringify(schedule))
  writeFileSync(join(own, 'assets', bulletin.digest), bulletin.bytes)
  const [wav, asRun] = [join(own, 'out.wav'), join(own, 'asrun.jsonl')]
  const where = ['--schedule', join(own, 's.json'), '--asrun', asRun, '--state', own]
  const player = startPlayer(['play', ...where, '--file', wav])
  test.onTestFinished(async () => void (await player.end('SIGKILL')))
  const lines = () =>
    existsSync(asRun)
      ? readFileSync(asRun, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line))
      : []
  /** Longest time that nobody could hear anything from one instant to another, seconds. */
  const silence = (from: number, seconds: number) => {
    const { pcm, at } = readCapture(wav)
    let [run, longest] = [0, 0]
    for (let i = 0; i < seconds * 10; i++) {
      const tenth = pcm.subarray(at(from) + i * 4_800, at(from) + (i + 1) * 4_800)
      run = tenth.some((sample) => Math.abs(sample) > 100) ? 0 : run + 1
      longest = Math.max(longest, run)
    }
    return longest / 10
  }
  return { player, lines, silence }
}

describe.concurrent('a stream in a schedule', () => {
  it('gives way to its backup and then to what the schedule plays anyway, without silence', async (test) => {
    const first = await startLiveStream('tone')
    const backup = await startLiveStream('tone', 500)
    test.onTestFinished(async () => void (await Promise.all([first.close(), backup.close()])))
    const at = Date.now() + 6_000
    const { player, lines, silence } = play(test, 'file', {
      items: [
        { id: 'tin', path: bulletin.path, at },
        { id: 'dai', stream: first.url, backup: backup.url, duration: 14 },
      ],
    })
    const carried = (to: string) => lines().some((line) => line.ev === 'source' && line.to === to)
    await until('it sounds', () => lines().some(({ ev, id }) => ev === 'start' && id === 'dai'))
    first.stall()
    await until('the backup sounds', () => carried('dai (2)'))
    backup.stall()
    await until('the bulletin sounds', () => carried('tin'))
    first.go()
    await until('it is carried again', () => carried('dai'))
    expect(await player.exited).toBe(0)

    expect(silence(at, 16)).toBe(0)
    const told = lines()
    expect(told.filter(({ ev }) => ev === 'start')).toMatchObject([
      { id: 'tin', plan: at, at },
      { id: 'dai', plan: at + 2_000, at: at + 2_000, fromSample: 0 },
    ])
    expect(told.filter(({ ev }) => ev === 'end')).toMatchObject([
      { id: 'tin', samples: 2 * SECOND, aired: true },
      { id: 'dai', samples: 14 * SECOND, aired: true },
    ])
    const filled = told.find(({ ev, to }) => ev === 'source' && to === 'tin')
    expect(filled.why).toMatch(/^dai: .*; dai \(2\): ./)
  }, 60_000)

  it('that a manifest names is replaced by the day’s bulletins when it sends something else', async (test) => {
    const page = await startLiveStream('html')
    test.onTestFinished(page.close)
    const at = Date.now() + 6_000
    const relayTime = [
      {
        ...{ source: 'province' as const, offsetSamples: 0, lengthSamples: 5 * SECOND },
        ...{ live: 'dai-tinh', end: 'hard' as const },
      },
      {
        ...{ source: 'vov' as const, offsetSamples: 7 * SECOND, lengthSamples: SECOND },
        ...{ live: null, end: 'hard' as const },
      },
    ]
    const items = [makeItem({ sound: bulletin, offsetSamples: 5 * SECOND })]
    const block = makeBlock(at, items, { relayTime, lengthSamples: 8 * SECOND })
    const liveSources = [
      { id: 'dai-tinh', source: 'province' as const, address: page.url, backup: null },
    ]
    const { player, lines, silence } = play(
      test,
      'manifest',
      makeManifest(1, [block], [bulletin], { liveSources }),
    )
    expect(await player.exited).toBe(0)
    expect(silence(at, 7)).toBeLessThan(1)
    const told = lines()
    expect(told.find(({ ev }) => ev === 'skip')).toMatchObject({ why: 'switched-through' })
    expect(told.find(({ ev }) => ev === 'source')).toMatchObject({
      ...{ id: `${block.id}/province`, to: 'Bản tin tin' },
      why: expect.stringMatching(/^dai-tinh: ./),
    })
    expect(told.filter(({ ev }) => ev === 'end')).toMatchObject([
      { id: `${block.id}/province`, samples: 5 * SECOND, aired: true },
      { id: items[0]?.id, samples: 2 * SECOND, aired: true },
    ])
  }, 60_000)
})
