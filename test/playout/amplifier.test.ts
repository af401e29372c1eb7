import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Happening } from '../../playout/contract/event.ts'
import { systemClock } from '../../playout/contract/time.ts'
import { perform } from '../../playout/station/act.ts'
import { keepAmplifier, type Span } from '../../playout/station/amplifier.ts'
import { type AmplifierSettings, readAmplifier } from '../../playout/station/amplifier-file.ts'
import { makeClock } from '../support/clock.ts'
import { makeBlock, makeItem, makeManifest, makeOffice } from '../support/playout-office.ts'
import { until } from '../support/playout-process.ts'
import { startTestServer } from '../support/playout-server.ts'
import { makeSound } from '../support/playout-sounds.ts'
import { startTestStation } from '../support/playout-station.ts'

const T0 = 1_795_000_000_000

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tang-am-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Lines of GPIO as sysfs has them: two that are there already. */
function gpio(): string {
  for (const line of [17, 27]) {
    mkdirSync(join(folder, `gpio${line}`))
    writeFileSync(join(folder, `gpio${line}`, 'direction'), 'in')
  }
  return folder
}

const settings: AmplifierSettings = {
  before: [
    { seconds: 5, do: { gpio: 27, value: 1 } },
    { seconds: 30, do: { gpio: 17, value: 1 } },
  ],
  after: [
    { seconds: 10, do: { gpio: 27, value: 0 } },
    { seconds: 20, do: { gpio: 17, value: 0 } },
  ],
  ...{ gapSeconds: 60, limitSeconds: 10 },
}

describe('an amplifier', () => {
  /** Runs it through windows (seconds from now) and says what was done when, in whole seconds. */
  async function through(
    windows: (second: number) => readonly (readonly [from: number, to: number])[],
    seconds: number,
  ): Promise<readonly string[]> {
    const { advance, ...base } = makeClock(T0)
    /** Calls that wait for the clock: none while it is still busy with the disk. */
    let waiting = 0
    const clock = {
      ...base,
      after: (ms: number, wake: () => void) => {
        waiting++
        return base.after(ms, () => {
          waiting--
          wake()
        })
      },
    }
    const done: string[] = []
    const end = await keepAmplifier({
      ...{ settings, folder, clock, gpio: gpioFolder, log: () => {} },
      heardAt: () => clock.now() * 48,
      spans: (from, to) =>
        windows((clock.now() - T0) / 1_000)
          .map(([a, b]): Span => ({ from: (T0 + a * 1_000) * 48, to: (T0 + b * 1_000) * 48 }))
          .filter((span) => span.from < to && span.to > from),
      record: (happening: Happening) => {
        if (happening.type !== 'amplifier') return
        const second = Math.floor((clock.now() - T0) / 1_000)
        done.push(`${second} ${happening.about} ${happening.reason}`)
      },
    })
    for (let at = 0; at < seconds; at += 0.2) {
      while (waiting === 0) await new Promise((resolve) => setTimeout(resolve, 0))
      await advance(200)
    }
    while (waiting === 0) await new Promise((resolve) => setTimeout(resolve, 0))
    end()
    return done
  }
  let gpioFolder: string
  beforeEach(() => {
    gpioFolder = gpio()
  })

  it('is switched on before a window in the order of its seconds, and off after it', async () => {
    expect(await through(() => [[40, 60]], 90)).toEqual([
      '10 before: gpio 17 = 1 ok',
      '35 before: gpio 27 = 1 ok',
      '70 after: gpio 27 = 0 ok',
      '80 after: gpio 17 = 0 ok',
    ])
    expect(readFileSync(join(folder, 'gpio17', 'direction'), 'utf8')).toBe('low')
  })

  it('stays on between windows that are close', async () => {
    const done = await through(
      () => [
        [31, 40],
        [95, 100],
      ],
      125,
    )
    expect(done.map((line) => line.split(' ')[0])).toEqual(['1', '26', '110', '120'])
  })

  it('is switched on at once for what comes without notice', async () => {
    const done = await through((second) => (second < 3 ? [] : [[3, 100]]), 5)
    expect(done).toEqual(['3 before: gpio 17 = 1 ok', '3 before: gpio 27 = 1 ok'])
  })

  it('that a power cut left on is switched on anew in a window, and off where there is none', async () => {
    await through(() => [[0, 100]], 2)
    expect((await through(() => [[0, 100]], 2)).length).toBe(2)
    const done = await through(() => [], 25)
    expect(done.map((line) => line.split(': ')[1])).toEqual(['gpio 27 = 0 ok', 'gpio 17 = 0 ok'])
    expect(await through(() => [], 25)).toEqual([])
  })
})

describe('a command for an amplifier', () => {
  const act = (program: string, ...args: string[]) =>
    perform({ run: [program, ...args] }, 500, systemClock)

  it('says what came of it, and is ended when it takes too long', async () => {
    expect(await act('true')).toBe('ok')
    expect(await act('sh', '-c', 'echo không có điện >&2; exit 3')).toBe('exit 3: không có điện')
    expect(await act(join(folder, 'nothing-there'))).toMatch(/ENOENT/)
    expect(await act('sh', '-c', 'sleep 60 & sleep 60')).toBe(
      'ended after 500 ms without an answer',
    )
  })

  it('is given its words as they are: no shell makes more of them', async () => {
    const file = join(folder, 'words')
    const script = `require('node:fs').writeFileSync(${JSON.stringify(file)}, process.argv[1])`
    expect(await act(process.execPath, '-e', script, '$(touch bad); *')).toBe('ok')
    expect(readFileSync(file, 'utf8')).toBe('$(touch bad); *')
  })

  it('that no line of GPIO is there for says so', async () => {
    expect(await perform({ gpio: 4, value: 1 }, 500, systemClock, join(folder, 'none'))).toMatch(
      /ENOENT/,
    )
  })
})

it('a file of an amplifier that cannot be read is refused with what is wrong in it', async () => {
  expect(await readAmplifier(folder)).toBe(null)
  writeFileSync(join(folder, 'amplifier.json'), '{"before":[{"seconds":5,"do":{"run":"rm -rf"}}]}')
  expect(await readAmplifier(folder)).toMatchObject({ ok: false, params: { where: 'before.0.do' } })
})

it('a station runs its amplifier’s own commands around a window and signs what came of them', async () => {
  const sound = makeSound(folder, 'tin', 81, 2 * 48_000)
  const office = await makeOffice()
  const server = await startTestServer(office, [sound])
  const block = makeBlock(Date.now() + 6_000, [makeItem({ sound, offsetSamples: 0 })])
  server.publish(await office.sign(makeManifest(1, [block], [sound])), 1)
  const state = join(folder, 'state')
  mkdirSync(state)
  const on = { seconds: 3, do: { run: ['sh', '-c', 'echo on >&2; exit 7'] } }
  const off = { seconds: 1, do: { run: ['true'] } }
  writeFileSync(join(state, 'amplifier.json'), JSON.stringify({ before: [on], after: [off] }))
  const station = await startTestStation(server, { folder: state })
  const acts = () => server.events().filter(({ type }) => type === 'amplifier')
  await until('it was switched off', () => acts().length === 2, 30_000)
  const [before, after] = acts()
  expect(before).toMatchObject({ reason: 'exit 7: on' })
  expect(after).toMatchObject({ about: 'after: true', reason: 'ok' })
  expect(Math.abs((before?.clock.at ?? 0) - (block.startsAt - 3_000))).toBeLessThan(1_500)
  expect((after?.clock.at ?? 0) - (block.startsAt + 3_000)).toBeGreaterThanOrEqual(-50)
  const sounded = server.events().find(({ type }) => type === 'ended')
  expect(sounded).toMatchObject({ samplesSent: 2 * 48_000 })
  await station.stop()
  await server.close()
}, 60_000)
