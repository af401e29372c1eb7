import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startPlayer } from '../support/playout-process.ts'
import { bestShift, firstSampleAt, makeSound, readWav } from '../support/playout-sounds.ts'

const SECOND = 48_000
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'play-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A sound as stations get it: Ogg Opus, which changes samples but not their places. */
function makeOpus(name: string, seed: number): Int16Array {
  const { path, pcm } = makeSound(folder, name, seed, SECOND)
  const coding = ['-c:a', 'libopus', '-b:a', '48k', '-ac', '1']
  execFileSync('ffmpeg', ['-v', 'error', '-i', path, ...coding, join(folder, `${name}.opus`)])
  return pcm
}

describe('a schedule file', () => {
  it('is played with every start within a millisecond of its plan, past a broken file', async () => {
    const pcm = [makeOpus('a', 21), makeOpus('b', 22), makeOpus('c', 23)] as const
    writeFileSync(join(folder, 'hong.mp3'), 'Lịch phát thanh tuần này')
    const at = Date.now() + 8_000
    const items = [
      { id: 'a', path: 'a.opus', at, duration: 1 },
      { id: 'hong', path: 'hong.mp3' },
      { id: 'b', path: 'b.opus', duration: 1 },
      { id: 'c', path: 'c.opus', at: at + 3_000, duration: 1 },
    ]
    writeFileSync(join(folder, 's.json'), JSON.stringify({ items }))
    const wav = join(folder, 'out.wav')
    const asRun = join(folder, 'asrun.jsonl')
    const where = ['--schedule', join(folder, 's.json'), '--asrun', asRun, '--state', folder]
    const player = startPlayer(['play', ...where, '--file', wav])
    expect(await player.exited).toBe(0)

    const capture = readWav(wav)
    const zero = firstSampleAt(wav)
    for (const [index, startsAt] of [at, at + 1_000, at + 3_000].entries()) {
      const probe = (pcm[index] as Int16Array).subarray(4_800, 24_000)
      const expected = Math.round((startsAt - zero) * 48) + 4_800
      const { shift, likeness } = bestShift(capture, probe, expected, 96)
      expect(likeness).toBeGreaterThan(0.3)
      expect(Math.abs(shift)).toBeLessThan(48)
    }
    const lines = readFileSync(asRun, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.filter(({ ev }) => ev === 'skip')).toMatchObject([{ id: 'hong' }])
    expect(lines.filter(({ ev }) => ev === 'start')).toMatchObject([
      { id: 'a', plan: at, at },
      { id: 'b', plan: at + 1_000, at: at + 1_000 },
      { id: 'c', plan: at + 3_000, at: at + 3_000 },
    ])
    expect(lines.filter(({ ev }) => ev === 'end').map(({ samples }) => samples)).toEqual([
      SECOND,
      SECOND,
      SECOND,
    ])
  }, 60_000)

  it('that cannot be read ends the player with one sentence', async () => {
    writeFileSync(join(folder, 's.json'), '{"items":[{"path":"a.opus"}]}')
    const where = ['--schedule', join(folder, 's.json'), '--asrun', '/dev/null', '--state', folder]
    const player = startPlayer(['play', ...where, '--null'])
    expect(await player.exited).toBe(1)
    expect(player.log()).toBe('the first item needs an instant "at"\n')
  })

  it('with a full disk for its as-run sounds all the same, and ends by saying what none took', async () => {
    const { pcm } = makeSound(folder, 'a', 31, SECOND)
    const at = Date.now() + 4_000
    writeFileSync(
      join(folder, 's.json'),
      JSON.stringify({ items: [{ path: 'a.flac', at }, { path: 'a.flac' }] }),
    )
    const wav = join(folder, 'out.wav')
    const where = ['--schedule', join(folder, 's.json'), '--asrun', '/dev/full', '--state', folder]
    const player = startPlayer(['play', ...where, '--file', wav])
    expect(await player.exited).toBe(3)
    expect(player.log()).toContain('as-run-waits')
    const [, unwritten = ''] = player.log().split('these are its lines:\n')
    expect(
      unwritten
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).ev)
        .sort(),
    ).toEqual(['end', 'end', 'start', 'start'])
    const first = Math.round((at - firstSampleAt(wav)) * 48)
    const probe = pcm.subarray(4_800, 24_000)
    for (const from of [first, first + SECOND])
      expect(bestShift(readWav(wav), probe, from + 4_800, 96).likeness).toBeGreaterThan(0.9)
    expect(JSON.parse(readFileSync(`${wav}.json`, 'utf8')).anchors).toHaveLength(1)
  }, 60_000)

  it('that is joined late stands where it would, though no length is stated', async () => {
    makeSound(folder, 'a', 32, 3 * SECOND)
    makeSound(folder, 'b', 33, 20 * SECOND)
    writeFileSync(join(folder, 'im.pcm'), Buffer.alloc(2 * SECOND))
    const coding = ['-f', 's16le', '-ar', '48000', '-ac', '1', '-i', join(folder, 'im.pcm')]
    execFileSync('ffmpeg', ['-v', 'error', ...coding, join(folder, 'im.flac')])
    const at = Date.now() - 10_000
    const items = [
      { id: 'a', path: 'a.flac', at },
      { id: 'b', path: 'b.flac' },
      { id: 'im', path: 'im.flac' },
    ]
    writeFileSync(join(folder, 's.json'), JSON.stringify({ items }))
    const asRun = join(folder, 'asrun.jsonl')
    const where = ['--schedule', join(folder, 's.json'), '--asrun', asRun, '--state', folder]
    const player = startPlayer(['play', ...where, '--null'])
    expect(await player.exited).toBe(0)
    const lines = readFileSync(asRun, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const of = (ev: string) => lines.filter((line) => line.ev === ev)
    expect(of('skip')).toMatchObject([{ id: 'a', plan: at, why: 'over' }])
    expect(of('start')).toMatchObject([
      { id: 'b', plan: at + 3_000 },
      { id: 'im', plan: at + 23_000 },
    ])
    expect(of('end')).toMatchObject([
      { id: 'b', aired: true, level: expect.any(Number) },
      { id: 'im', aired: false, why: 'silent' },
    ])
  }, 60_000)
})
