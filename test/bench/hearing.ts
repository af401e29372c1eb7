import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  cut,
  horn,
  join as joined,
  match,
  sample,
  silence,
  withNoise,
} from '../media/hearing/street.ts'
import { anyProgram } from '../media/sounds.ts'
import { speechLeft } from './speech-left.ts'

/**
 * `npm run bench:hearing -- [KIT [SEED…]]`: what the matcher hears, as a table in `hearing.md`.
 *
 * With the airproof kit (its folder as first argument or in AIRPROOF_KIT; needs python3-numpy,
 * python3-scipy, espeak-ng, sox, ffmpeg) its material is made at the given seeds under AIRPROOF_DIR and
 * scored by its own scorer, the kit's prototype beside ours. Without it, our own street: the sample
 * bulletins through a horn, an echo and noise, whole and with one stretch changed.
 */
const here = fileURLToPath(new URL('.', import.meta.url))
const [kit = process.env.AIRPROOF_KIT, ...seeds] = process.argv.slice(2)
const lines = ['# What the matcher hears', '', `Written by \`npm run bench:hearing\`.`, '']
lines.push(...(await ownStreet()))
lines.push(
  '## What of speech is left in a fingerprint',
  '',
  'ESTOI of three sample bulletins against what is rebuilt (1: every word; below about 0.2: none).',
  '',
  '| rebuilt from | mean | each |',
  '|---|---|---|',
  ...(await speechLeft(anyProgram)),
  '',
)
if (kit !== undefined && existsSync(join(kit, 'generate.py'))) {
  for (const seed of seeds.length > 0 ? seeds : ['1']) lines.push(...kitAtSeed(kit, seed))
} else {
  lines.push('The airproof kit was not at hand: no rows of it.', '')
}
lines.push(readFileSync(join(here, 'hearing-measured.md'), 'utf8'))
writeFileSync(join(here, 'hearing.md'), `${lines.join('\n').trimEnd()}\n`)
console.log(lines.join('\n'))

async function ownStreet(): Promise<string[]> {
  const names = ['2g-lui-den-16-10', '2g-to-cong-nghe-so', '2g-vi-sao-dung', '2g-da-dung']
  const programme = await sample('2g-kiem-tra-may')
  const sounds = await Promise.all(names.map(sample))
  const bulletins = Object.fromEntries(names.map((name, i) => [name, sounds[i] as Float32Array]))
  const rows = [
    '## Our own street',
    '',
    'Four sample bulletins (espeak) through horn, echo and noise; each as approved, and as an edition',
    'nobody registered (3 s in its middle replaced).',
    '',
    '| noise | proved, as approved | start error, worst | proved, edition (must be 0) | stretch named |',
    '|---|---|---|---|---|',
  ]
  for (const decibels of [20, 10, 5, 0, -5]) {
    let proved = 0
    let wrong = 0
    let named = 0
    let worst = 0
    for (const [index, sound] of sounds.entries()) {
      const half = sound.length / 16_000
      const edition = joined(
        cut(sound, 0, half),
        cut(programme, 3, 6),
        cut(sound, half + 3, sound.length / 8000),
      )
      const air = (bulletin: Float32Array) =>
        match(
          bulletins,
          withNoise(
            horn(joined(cut(programme, 0, 6), silence(0.5), bulletin, silence(1))),
            decibels,
            index + 1,
          ),
        )
      const [one] = (await air(sound)).filter(({ bulletin }) => bulletin === names[index])
      if (one?.verdict === 'proved') proved++
      if (one) worst = Math.max(worst, Math.abs(one.startS - 6.5))
      const [other] = (await air(edition)).filter(({ bulletin }) => bulletin === names[index])
      if (other?.verdict === 'proved') wrong++
      if (other?.differing.some(({ fromS, toS }) => fromS < half + 3 && toS > half)) named++
    }
    const of = (count: number) => `${count} of ${sounds.length}`
    rows.push(
      `| ${decibels} dB | ${of(proved)} | ${(1000 * worst).toFixed(0)} ms | ${of(wrong)} | ${of(named)} |`,
    )
  }
  return [...rows, '']
}

function kitAtSeed(folder: string, seed: string): string[] {
  const out = resolve(process.env.AIRPROOF_DIR ?? '/tmp/airproof', `seed-${seed}`)
  mkdirSync(out, { recursive: true })
  const python = (...args: string[]) =>
    execFileSync('python3', args, { encoding: 'utf8', cwd: folder, maxBuffer: 1 << 26 })
  if (!existsSync(join(out, 'truth.json'))) python('generate.py', '--seed', seed, '--out', out)
  const ours = execFileSync(
    process.execPath,
    [
      join(here, '../../server/cli.ts'),
      'match',
      '--manifest',
      join(out, 'manifest.json'),
      '--json',
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  writeFileSync(join(out, 'ours.json'), ours)
  const prototype = join(out, 'prototype.json')
  if (!existsSync(prototype)) {
    const feature = ['--feature', 'spectro', '--robust']
    python('baselines/blockmatch.py', '--kit', out, ...feature, '--out', prototype)
  }
  const { threshold } = JSON.parse(ours) as { threshold: number }
  const score = (results: string, limit: number) => {
    const json = join(out, 'score.json')
    python(
      'score.py',
      join(out, 'truth.json'),
      results,
      '--threshold',
      String(limit),
      '--json',
      json,
    )
    return JSON.parse(readFileSync(json, 'utf8')) as Score
  }
  const core = (results: string, limit: number) =>
    coreOf(JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8')), readResults(results), limit)
  const [a, b] = [score(join(out, 'ours.json'), threshold), score(prototype, 13)]
  const [c, d] = [core(join(out, 'ours.json'), threshold), core(prototype, 13)]
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const row = (name: string, show: (one: Score) => string) =>
    `| ${name} | ${show(a)} | ${show(b)} |`
  return [
    `## airproof, seed ${seed}`,
    '',
    '| | ours | prototype (numpy) |',
    '|---|---|---|',
    `| core recall (no clips, no stress) | ${percent(c.found)} | ${percent(d.found)} |`,
    `| full core airings with coverage of 0.8 or more | ${percent(c.covered)} | ${percent(d.covered)} |`,
    `| full core airings with the verdict "proved" | ${percent(c.proved)} | – |`,
    row('recall, all', ({ recall }) => percent(recall)),
    row(
      'unrelated / sibling / misplaced',
      ({ fp }) => `${fp.unrelated} / ${fp.confusion} / ${fp.misplaced}`,
    ),
    row('false proofs', (one) => String(one.false_proof)),
    row(
      'start error median / p95, ms',
      ({ start_err_s: e }) => `${(1000 * e.median).toFixed(0)} / ${(1000 * e.p95).toFixed(0)}`,
    ),
    row(
      'coverage error mean / p95',
      ({ coverage_err: e }) => `${e.mean.toFixed(3)} / ${e.p95.toFixed(3)}`,
    ),
    row('CPU s per hour', (one) => (one.cpu_s_per_audio_hour ?? 0).toFixed(1)),
    ...Object.keys(a.by)
      .sort()
      .map((cell) => row(cell, ({ by }) => percent(by[cell]?.recall ?? 0))),
    '',
  ]
}

type Airing = Readonly<{ bulletin: string; origin_s: number; aired_fraction: number }>
type Truth = Readonly<{
  queries: Readonly<Record<string, Readonly<{ condition: string; airings: readonly Airing[] }>>>
}>
type Claim = Readonly<{
  bulletin: string
  start_s: number
  coverage: number
  confidence: number
  verdict?: string
}>
type Results = readonly Readonly<{ query: string; detections: readonly Claim[] }>[]

function readResults(path: string): Results {
  const read = JSON.parse(readFileSync(path, 'utf8')) as Results | Readonly<{ results: Results }>
  return 'results' in read ? read.results : read
}

/** Shares of the kit's core airings that the scorer does not print by themselves. */
function coreOf({ queries }: Truth, results: Results, threshold: number) {
  const heard = new Map(results.map(({ query, detections }) => [query, detections]))
  const airings = Object.entries(queries)
    .filter(([, { condition }]) => condition !== 'clip' && !condition.startsWith('stress'))
    .flatMap(([query, { airings }]) =>
      airings.map((airing) => ({
        isFull: airing.aired_fraction >= 0.999,
        claim: heard
          .get(query)
          ?.find(
            ({ bulletin, start_s, confidence }) =>
              bulletin === airing.bulletin &&
              confidence >= threshold &&
              Math.abs(start_s - airing.origin_s) <= 2,
          ),
      })),
    )
  const full = airings.filter(({ isFull }) => isFull)
  const share = (some: readonly unknown[], all: readonly unknown[]) =>
    some.length / Math.max(1, all.length)
  return {
    found: share(
      airings.filter(({ claim }) => claim),
      airings,
    ),
    covered: share(
      full.filter(({ claim }) => (claim?.coverage ?? 0) >= 0.8),
      full,
    ),
    proved: share(
      full.filter(({ claim }) => claim?.verdict === 'proved'),
      full,
    ),
  }
}

type Score = Readonly<{
  recall: number
  fp: Readonly<{ unrelated: number; confusion: number; misplaced: number }>
  false_proof: number
  start_err_s: Readonly<{ median: number; p95: number }>
  coverage_err: Readonly<{ mean: number; p95: number }>
  cpu_s_per_audio_hour?: number
  by: Readonly<Record<string, Readonly<{ recall: number }>>>
}>
