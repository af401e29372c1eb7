/** Local times as typed, `05:00, 11:00`; null when one is none. */
export function readTimes(text: string): string[] | null {
  const times = text.split(/[\s,;]+/).filter(Boolean)
  return times.every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time)) ? times : null
}
