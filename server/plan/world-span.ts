import type { LocalDate } from '../../playout/contract/time.ts'
import { addDays } from './local-time.ts'
import type { Planning } from './plan-days.ts'
import type { PlanStation } from './plan-station.ts'
import { isBounded, isPlain } from './recurrence.ts'
import type { World } from './world.ts'
import type { WorldFault } from './world-fault.ts'
import { countLaid } from './world-names.ts'

const DAY_MS = 86_400_000
/** Windows of single stations times days: about as much as an office of 100 stations has in a year. */
const MOST_WINDOW_DAYS = 600_000
/**
 * For each window on a day every version that its station may choose: 108 communes that fill ten windows
 * of their own a day from 40 bulletins for 90 days have 3.9 million. They take from half a minute, where
 * stations ask the same, to some minutes, where none does.
 */
const MOST_CHOICES = 5_000_000
/** Rules other than every so many days or certain weekdays, which take long to work out. */
const MOST_UNUSUAL_RULES = 2_000

/**
 * Whether so many days of a world can be planned in a time that somebody waits for; what is too much
 * for it is said with the bound, so that whoever asks can ask for less.
 */
export function spanFaults(
  world: World,
  planning: Planning,
  from: LocalDate,
  days: number,
): WorldFault[] {
  const windows = countLaid(world)
  const windowDays = windows * days
  const faults: WorldFault[] = []
  if (windowDays > MOST_WINDOW_DAYS)
    faults.push({
      path: 'windows',
      vi: `quá nhiều: ${windows} khung giờ × ${days} ngày = ${windowDays}, tối đa ${MOST_WINDOW_DAYS}; hãy xếp ít ngày hơn`,
      en: `too many: ${windows} windows × ${days} days = ${windowDays}, at most ${MOST_WINDOW_DAYS}; plan fewer days`,
    })
  const choices = planning.stations.reduce((sum, one) => sum + choicesOf(planning, one), 0) * days
  if (choices > MOST_CHOICES)
    faults.push({
      path: 'bulletins',
      vi: `quá nhiều bản tin để chọn cho mỗi khung giờ: ${choices} lượt chọn trong ${days} ngày, tối đa ${MOST_CHOICES}; hãy xếp ít ngày hơn`,
      en: `too many bulletins for each window to choose from: ${choices} choices in ${days} days, at most ${MOST_CHOICES}; plan fewer days`,
    })
  return faults.length > 0 ? faults : ruleFaults(world, from, days)
}

/** What a station that plays looks at on one day; windows that overlap give way, so there is an end. */
function choicesOf(planning: Planning, station: PlanStation): number {
  if (station.role === 'commune' && station.technology !== 'ip') return 0
  const windows = planning.windowsOf(station)
  const shortest = windows.reduce((least, { lengthMs }) => Math.min(least, lengthMs), DAY_MS)
  const most = Math.min(windows.length, Math.ceil(DAY_MS / shortest))
  return most * planning.candidatesOf(station).length
}

/** Rules that would take too long, or that nobody could count up to these days. */
function ruleFaults({ windows }: World, from: LocalDate, days: number): WorldFault[] {
  const unusual = windows.filter(({ rule }) => !isPlain(rule))
  const known = new Map<string, boolean>()
  const faults: WorldFault[] = []
  const last = addDays(from, days - 1)
  for (const [at, { rule, validFrom }] of windows.entries()) {
    if (isPlain(rule)) continue
    const key = `${validFrom} ${rule}`
    if (!known.has(key) && known.size >= MOST_UNUSUAL_RULES)
      return [
        {
          path: 'windows',
          vi: `quá ${MOST_UNUSUAL_RULES} quy tắc lặp khác nhau (${unusual.length} khung giờ không lặp theo ngày hoặc thứ)`,
          en: `more than ${MOST_UNUSUAL_RULES} different rules (${unusual.length} windows do not come back by days or weekdays)`,
        },
      ]
    const isFine = known.get(key) ?? isBounded(rule, validFrom, [from, last])
    known.set(key, isFine)
    if (!isFine)
      faults.push({
        path: `windows.${at}.rule`,
        vi: `quy tắc lặp "${rule}" từ ${validFrom} đếm quá xa; hãy ghi ngày bắt đầu gần hơn`,
        en: `the rule "${rule}" counts too far from ${validFrom}; let it begin later`,
      })
  }
  return faults
}
