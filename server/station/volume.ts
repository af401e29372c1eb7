/**
 * How loud a station is at a time of day, against its usual volume: quieter before the day begins,
 * say. Nothing is louder than usual, since sound is levelled up to just below clipping already.
 */
export type VolumeHours = Readonly<{
  /** Local `HH:MM`, the end excluded; an end at or before the beginning is on the next day. */
  from: string
  to: string
  /** In 0.01 dB, zero or below. */
  millibels: number
}>

/** What is added to the gain of something that begins at a local time, `HH:MM` or `HH:MM:SS`. */
export function volumeAt(hours: readonly VolumeHours[], time: string): number {
  return hours.find((one) => isWithin(one, time.slice(0, 5)))?.millibels ?? 0
}

/** Two spans that share a minute; null when none do. */
export function volumeClash(
  hours: readonly VolumeHours[],
): readonly [VolumeHours, VolumeHours] | null {
  for (const [index, one] of hours.entries())
    for (const other of hours.slice(index + 1))
      if (isWithin(one, other.from) || isWithin(other, one.from)) return [one, other]
  return null
}

function isWithin({ from, to }: VolumeHours, time: string): boolean {
  return from < to ? from <= time && time < to : from <= time || time < to
}
