import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFfmpeg } from '../../media/ffmpeg/find.ts'
import { openDecodedStore } from '../../playout/engine/decoded-store.ts'
import { renditionDecoder } from '../../playout/engine/open-rendition.ts'
import { corpus, makeCorpus } from '../corpus/make.ts'
import { startPlayer } from '../support/playout-process.ts'
import {
  firstSampleAt,
  indexOfExactly,
  makeSound,
  readWav,
  type TestSound,
} from '../support/playout-sounds.ts'

const SECOND = 48_000
let folder: string
let files: string
let good: TestSound
let program: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-on-air-'))
  files = join(folder, 'files')
  program = (await findFfmpeg(process.env)).path
  await makeCorpus(program, files)
  good = makeSound(folder, 'tot', 41, SECOND)
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('every awkward file that we have thought of', () => {
  it('as an asset gives sound or a reason, soon, and what follows it is whole', async () => {
    const store = await openDecodedStore({
      folder: join(folder, 'pcm'),
      decoder: renditionDecoder(async () => program),
      keyOf: async (path) => path.replaceAll(/\W/g, '_').slice(-150),
    })
    const signal = new AbortController().signal
    const decode = async (path: string) => {
      let samples = 0
      for await (const pcm of store.open(path, 0, 2 * SECOND, signal)) {
        samples += pcm.length
        if (samples >= 2 * SECOND) break
      }
      return samples
    }
    const silent: string[] = []
    for (const { file } of corpus) {
      const began = performance.now()
      const outcome = await decode(join(files, file)).catch((error: Error) => error.message)
      if (outcome === 0 || outcome === '') silent.push(file)
      if (performance.now() - began > 15_000) silent.push(`${file} took too long`)
    }
    expect(silent).toEqual([])
    expect(await decode(good.path)).toBe(SECOND)
    store.close()
  }, 300_000)

  it('in one schedule is played or skipped with a reason, and every good one is on its sample', async () => {
    const length = 0.4
    const every = 10
    const startsAt = Date.now() + 25_000
    const items = corpus.flatMap(({ file }, index) => [
      // A good one at a stated instant between them shows that time goes on as it should.
      ...(index % every === 0
        ? [
            {
              id: `tot-${index}`,
              path: good.path,
              at: startsAt + (index / every) * 6_000,
              duration: 1,
            },
          ]
        : []),
      { id: file, path: join(files, file), duration: length },
    ])
    items.push({
      id: 'cuoi',
      path: good.path,
      at: startsAt + Math.ceil(corpus.length / every) * 6_000,
      duration: 1,
    })
    const schedule = join(folder, 's.json')
    writeFileSync(schedule, JSON.stringify({ items }))
    const wav = join(folder, 'out.wav')
    const asRun = join(folder, 'asrun.jsonl')
    const where = ['--schedule', schedule, '--asrun', asRun, '--state', join(folder, 'state')]
    const player = startPlayer(['play', ...where, '--file', wav])
    expect(await player.exited).toBe(0)

    const capture = readWav(wav)
    const zero = firstSampleAt(wav)
    for (const item of items.filter((one) => 'at' in one)) {
      const at = Math.round(((item.at ?? 0) - zero) * 48)
      expect([item.id, indexOfExactly(capture, good.pcm, at - 5)]).toEqual([item.id, at])
    }
    const lines = readFileSync(asRun, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const told = (id: string) => lines.filter((line) => line.id === id)
    for (const { file, expect: wanted } of corpus) {
      const [first, last] = told(file)
      // Whatever it is, the log has it once, with a reason where it did not sound.
      expect([file, first?.ev]).toEqual([file, expect.stringMatching(/^(start|skip)$/)])
      if (first.ev === 'skip') expect([file, first.why]).toEqual([file, expect.stringMatching(/./)])
      else expect([file, last?.ev]).toEqual([file, 'end'])
      // What the intake takes, a schedule plays; of some the first 0.4 s are silence, and told as that.
      if ('ms' in wanted && wanted.ms >= 600) {
        expect([file, first.ev, last?.ev]).toEqual([file, 'start', 'end'])
        expect([file, last.why]).toEqual([file, last.level > -200 ? undefined : 'silent'])
      }
    }
    expect(statSync(wav).size).toBeGreaterThan(0)
  }, 300_000)
})
