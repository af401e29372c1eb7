import type { SecondLook } from './threshold.ts'

/**
 * How often chance alone would make a claim at least as strong. A line by chance has a score from the
 * first look; few of them have anything at all to show to the second look; of those that do, its nats
 * and its seconds fall off by themselves. The three tails were fitted on 40 h of programmes without
 * any bulletin (airproof voices, seeds 9401 to 9404); how it holds on other hours stands in
 * test/bench/hearing.md.
 */
const FITTED_BULLETINS = 17
/** Lines with a score of 10 in an hour, among that many bulletins. */
const LINES = 16.4
/** Natural logarithms by which they become fewer with every whole number: above 10, and below. */
const SLOPE = 1.69
const SLOPE_BELOW = 0.9
/** Share of them that the second look lets stand at all. */
const STANDING = 0.01
/** Of those, the usual nats, and in how many more nats and seconds they become fewer by e. */
const USUAL_NATS = 35
const NATS = 20
const SECONDS = 4
/** Rarer than this nothing was measured, nor can be: no claim is said to be safer. */
const LEAST = 1e-6

/**
 * Claims at least this strong that chance would make in an hour of recordings, if as many bulletins
 * were looked for: `bulletins` is how many, all of them or, where the plan's word lowered what is
 * asked, those that the plan expected.
 */
export function falseAlarmsPerHour(
  score: number,
  { odds, seconds }: Pick<SecondLook, 'odds' | 'seconds'>,
  bulletins: number,
): number {
  const above = score - 10
  const lines = LINES * Math.exp(-(above > 0 ? SLOPE : SLOPE_BELOW) * above)
  // The strength of both looks together; the same sum comes about in many ways.
  const second = Math.max(0, odds - USUAL_NATS) / NATS + seconds / SECONDS
  const both = Math.max(0, SLOPE * above) + second
  const ways = 1 + both + both ** 2 / 2
  const perHour = lines * Math.min(1, STANDING * ways * Math.exp(-second))
  return Math.max(LEAST, (perHour * bulletins) / FITTED_BULLETINS)
}
