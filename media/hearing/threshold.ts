/**
 * Evidence, in standard deviations of the recording's own chance level, from which a bulletin gets a
 * second look; whether it is said to have been heard, that look decides.
 *
 * Fixed on 22 November 2026 on 261 recordings of airproof (seed 6101: the hard cells and 120 negatives,
 * 3.8 h): the first look alone would need 10.2 to keep all 3.8 h clean, and the second look finds at
 * most 26 nats, or less than 2.7 s, in anything that was not aired.
 */
export const THRESHOLD = 7.6
/** Evidence from which the second look need not bring much. */
export const PLENTY = 10.3

/**
 * Does the second look bear it out? Words said twice by the same voice in the same breath are as like
 * as the bulletin itself, but short.
 *
 * @param odds nats, summed over what was heard
 */
export function isBorneOut(score: number, odds: number, heardSeconds: number): boolean {
  return score >= PLENTY ? odds >= 15 && heardSeconds >= 2.6 : odds >= 35 && heardSeconds >= 4
}

export function falseAlarmsPerHour(score: number): number {
  return Math.exp((5 - score) / 0.8)
}
