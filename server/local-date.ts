import type { Instant, LocalDate } from '../playout/contract/time.ts'

/** Vietnam keeps one zone; where an office's units are in effect is told by its calendar. */
const OFFICE_ZONE = 'Asia/Ho_Chi_Minh'

/** The calendar date of an instant in a zone. */
export function localDateOf(at: Instant, zone: string = OFFICE_ZONE): LocalDate {
  return formatOf(zone).format(at)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  // Canadian English writes dates as ISO 8601 does.
  const made = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  formats.set(zone, made)
  return made
}
