/** Evidence from which a bulletin is said to have been heard. */
export const THRESHOLD = 8.5

export function falseAlarmsPerHour(score: number): number {
  return Math.exp((5 - score) / 0.8)
}
