import { HEARING_RATE, HOP } from './bands.ts'
import { type Fingerprint, framesOf } from './fingerprint.ts'

/** Words of a fingerprint are so long. */
const WORD_MS = (2 * HOP * 1000) / HEARING_RATE
/** A copy may begin so much earlier or later, in words: ten seconds. */
const REACH = 313
/** Less than ten seconds of background say nothing. */
const LEAST_WORDS = 313
/** More of them make it no surer. */
const MOST_WORDS = 2_000
/** A bulletin’s echo and the codec’s delay still belong to it. */
const AROUND_MS = 2_000

/**
 * How alike two recordings are beside the bulletins in them: share of equal bits where they fit best.
 * One and the same street is 1; through another phone codec 0.85 (Opus to AAC) to 0.62 (to AMR at 4.75
 * kbit/s); another street, also with the same bulletin in it, at most 0.52 (measured on streets of
 * `test/media/hearing/likeness.test.ts`).
 *
 * @param spoken where bulletins lie in the first one, ms
 * @returns null when too little lies beside them
 */
export function likenessOf(
  one: Fingerprint,
  other: Fingerprint,
  spoken: readonly Readonly<{ fromMs: number; toMs: number }>[],
): number | null {
  const background: number[] = []
  for (let at = 0; at < one.count; at++) {
    const ms = at * WORD_MS
    const isSpoken = spoken.some(
      ({ fromMs, toMs }) => ms >= fromMs - AROUND_MS && ms <= toMs + AROUND_MS,
    )
    if (!isSpoken && wordAt(one, at) !== 0) background.push(at)
  }
  if (background.length < LEAST_WORDS) return null
  const step = Math.ceil(background.length / MOST_WORDS)
  const probes = background.filter((_, index) => index % step === 0)
  const least = LEAST_WORDS / step
  let best: number | null = null
  for (let shift = -REACH; shift <= REACH; shift++) {
    const share = agreement(one, other, probes, shift, least)
    if (share !== null && share > (best ?? 0)) best = share
  }
  return best
}

/** From here on it is the same street at the same time. */
export const ALIKE_FROM = 0.57

function agreement(
  one: Fingerprint,
  other: Fingerprint,
  probes: readonly number[],
  shift: number,
  least: number,
): number | null {
  const last = framesOf(other) / 2
  let equal = 0
  let seen = 0
  for (const at of probes) {
    const there = at + shift
    const word = there < 0 || there >= last ? 0 : wordAt(other, there)
    if (word === 0) continue
    seen++
    equal += 32 - bitsIn(wordAt(one, at) ^ word)
  }
  return seen < least ? null : equal / seen / 32
}

function wordAt({ words }: Fingerprint, at: number): number {
  return words.getUint32(at * 4, true)
}

/** Ones in 32 bits. */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
