import type { DutyDay } from '../api/shapes.ts'
import type { Kept } from './kept.ts'
import type { SoundAbout } from './sounds.ts'
import { clockOf, type ExpectedSound } from './to-record.ts'

/** The end of a name says of what kind the file is. */
const NAME_LENGTH = 200

/**
 * What the server is told of a recording before a byte of it.
 *
 * @param startedAt by this phone's clock; null for a file, of which nobody knows when it was made
 */
export function aboutOf({
  id,
  day,
  kept,
  window,
  sound,
  startedAt,
  challenge,
  fileName,
}: Readonly<{
  id: string
  day: DutyDay
  kept: Kept
  window: string
  sound: Pick<ExpectedSound, 'at' | 'title'>
  startedAt: number | null
  challenge: string | null
  fileName: string
}>): SoundAbout {
  const time =
    startedAt === null
      ? { startedAt: null, clock: 'none' as const, clockOffsetMs: null }
      : {
          startedAt: startedAt + kept.offsetMs,
          clock: clockOf(kept.keptAt, startedAt),
          clockOffsetMs: kept.offsetMs,
        }
  return {
    said: {
      ...{ id, station: day.station, date: day.date, window, aimAt: sound.at, ...time },
      ...{ challenge, source: 'phone', fileName: fileName.slice(-NAME_LENGTH) || 'ghi-am' },
    },
    ...{ title: sound.title, staff: kept.staff.id, making: startedAt !== null, refusal: null },
  }
}
