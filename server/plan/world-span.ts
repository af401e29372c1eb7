import type { LocalDate } from '../../playout/contract/time.ts'
import { addDays } from './local-time.ts'
import type { Planning } from './plan-days.ts'
import type { PlanStation } from './plan-station.ts'
import { isBounded, isPlain } from './recurrence.ts'
import { occursOn, USUAL_MOST_ITEMS } from './window.ts'
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
/** A window counts once for each so many bulletins that it may hold. */
const MANY_ITEMS = 20
/**
 * Windows of one station on one day: one every quarter of an hour, where offices have from 3 to 20. The
 * time that a day takes grows with their square.
 */
const MOST_A_DAY = 96
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
  if (faults.length > 0) return faults
  const rules = ruleFaults(world, from, days)
  return rules.length > 0 ? rules : dayFaults(planning, from, days)
}

/** Days that would be open all the time; only stations with so many windows have to be looked at. */
function dayFaults(planning: Planning, from: LocalDate, days: number): WorldFault[] {
  return planning.stations.flatMap((station): WorldFault[] => {
    const windows = planning.windowsOf(station)
    if (windows.length <= MOST_A_DAY) return []
    for (let day = 0; day < days; day++) {
      const date = addDays(from, day)
      const many = windows.filter((window) => occursOn(window, date, station.zone)).length
      if (many > MOST_A_DAY)
        return [
          {
            path: 'windows',
            vi: `"${station.id}" có ${many} khung giờ trong ngày ${date}, tối đa ${MOST_A_DAY}; hãy gộp các khung giờ liền nhau`,
            en: `"${station.id}" has ${many} windows on ${date}, at most ${MOST_A_DAY}; join those that follow one another`,
          },
        ]
    }
    return []
  })
}

/** What a station that plays looks at on one day; windows that overlap give way, so there is an end. */
function choicesOf(planning: Planning, station: PlanStation): number {
  if (station.role === 'commune' && station.technology !== 'ip') return 0
  const windows = planning.windowsOf(station)
  const shortest = windows.reduce((least, { lengthMs }) => Math.min(least, lengthMs), DAY_MS)
  const most = Math.min(windows.length, Math.ceil(DAY_MS / shortest), MOST_A_DAY)
  const looks = windows.map(({ mostItems = USUAL_MOST_ITEMS }) =>
    Math.max(1, Math.ceil(mostItems / MANY_ITEMS)),
  )
  const dearest = looks.sort((a, b) => b - a).slice(0, most)
  return dearest.reduce((sum, one) => sum + one, 0) * planning.candidatesOf(station).length
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
