import { localDateOf, minuteOf } from '../text/format.ts'

/** An instant as a `datetime-local` field of the station's zone wants it: `2024-09-13T05:00`. */
export function localMomentOf(at: number, zone: string): string {
  return `${localDateOf(at, zone)}T${minuteOf(at, zone)}`
}

/** What was chosen in such a field, as an instant; null when it is none. */
export function instantOfLocal(moment: string, zone: string): number | null {
  const wanted = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(moment)
    ? Date.parse(`${moment}Z`)
    : Number.NaN
  if (Number.isNaN(wanted)) return null
  // As if it were UTC, then moved by what the zone's clock shows off; twice, across a change of it.
  let at = wanted
  for (let round = 0; round < 2; round += 1)
    at += wanted - Date.parse(`${localMomentOf(at, zone)}Z`)
  return at
}
