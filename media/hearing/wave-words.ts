import type { Spectra } from './spectra.ts'
import type { Leap } from './wave-leaps.ts'
import { measureShares, smooth } from './wave-shares.ts'

/** An error up to this lets one tell. */
const TELLS = 0.16

/** Hops that are judged together in two seconds, and the share of them that must not be the same. */
const WIDE = 31
const LEAST_TELLING = 31
const MOSTLY = 0.5
/** What lies about a sure hop: half a second, how many must tell, and the share of the same. */
const ABOUT = 16
const ABOUT_TELLING = 8
const ABOUT_SAME = 0.85

/** Which hops are the same wave for certain, which are another, and which tell anything at all. */
export function judgeHops(
  spectra: Spectra,
  isHeard: (hop: number) => boolean,
  leaps: readonly Leap[],
) {
  const { share, error, loud } = measureShares(spectra)
  const { hops } = spectra
  const good = new Uint8Array(hops)
  const bad = new Uint8Array(hops)
  const tells = new Uint8Array(hops)
  for (let hop = 0; hop < hops; hop++) {
    const s = share[hop] as number
    const e = error[hop] as number
    if (e > TELLS) continue
    if (s - e > 0.5) good[hop] = 1
    else if (s + 2 * e < 0.45) bad[hop] = 1
    if (isHeard(hop)) tells[hop] = (good[hop] as number) + (bad[hop] as number)
  }
  const other = findWords(good, bad, share, loud)
  const [goodAbout, badAbout] = [smooth(good, ABOUT), smooth(bad, ABOUT)]
  const [goodWide, badWide] = [smooth(good, WIDE), smooth(bad, WIDE)]
  const same = Uint8Array.from(good, (is, hop) => {
    const g = goodAbout[hop] as number
    const b = badAbout[hop] as number
    const isTold = (g + b) * (2 * ABOUT + 1) >= ABOUT_TELLING
    return is === 1 && isTold && g >= ABOUT_SAME * (g + b) ? 1 : 0
  })
  for (let hop = 0; hop < hops; hop++) {
    const g = goodWide[hop] as number
    const b = badWide[hop] as number
    const told = Math.max(g + b, LEAST_TELLING / (2 * WIDE + 1))
    if (bad[hop] === 1 && b >= MOSTLY * told) other[hop] = 1
  }
  for (const { hop, by } of leaps) markLeap(other, bad, hop, by)
  return { same, other, tells }
}

/** Hops beside a leap in which another word is looked for, and how many of them make one. */
const BY_LEAP = 12
const LEAST_BY_LEAP = 3

/** Nothing that records gains time; where it lost some, all that is beside must be as it should. */
function markLeap(other: Uint8Array, bad: Uint8Array, hop: number, by: number): void {
  const from = Math.max(0, hop - BY_LEAP)
  const to = Math.min(bad.length, hop + BY_LEAP)
  let count = 0
  for (let h = from; h < to; h++) count += bad[h] as number
  if (by < 0 && count < LEAST_BY_LEAP) return
  for (let h = from; h < to; h++) if (bad[h] === 1) other[h] = 1
  other.fill(1, Math.max(0, hop - LEAST_BY_LEAP), Math.min(bad.length, hop + LEAST_BY_LEAP))
}

/** Hops of bad that are a word; share that no true airing's worst moments have; how loud it must be. */
const LEAST_WORD = 5
const NOT_THERE = 0.1
const LOUD = 0.35
/** Hops before and after, how many of them must tell, and what share of those must be the same. */
const BESIDE = 44
const LEAST_BESIDE = 20
const SURE = 0.9

/** Bad between two stretches of good. */
function findWords(
  good: Uint8Array,
  bad: Uint8Array,
  share: Float64Array,
  loud: Float64Array,
): Uint8Array {
  const word = new Uint8Array(good.length)
  const isSure = (from: number, to: number) => {
    let same = 0
    let tells = 0
    for (let hop = Math.max(0, from); hop < Math.min(good.length, to); hop++) {
      same += good[hop] as number
      tells += (good[hop] as number) + (bad[hop] as number)
    }
    return tells >= LEAST_BESIDE && same >= SURE * tells
  }
  for (let from = 0; from < bad.length; from++) {
    if (bad[from] === 0) continue
    let to = from
    let least = 1
    let loudest = 0
    for (; to < bad.length && bad[to] === 1; to++) {
      least = Math.min(least, share[to] as number)
      loudest = Math.max(loudest, loud[to] as number)
    }
    const isWord = to - from >= LEAST_WORD && least < NOT_THERE && loudest > LOUD
    if (isWord && isSure(from - BESIDE, from - 2) && isSure(to + 2, to + BESIDE))
      word.fill(1, from, to)
    from = to
  }
  return word
}
