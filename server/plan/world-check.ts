import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { addDays, instantOf, isZone } from './local-time.ts'
import {
  checkRule,
  checkRuleFrom,
  isBounded,
  isPlain,
  type Recurrence,
  type RecurrenceRefusal,
  recursOn,
  WHOLE_CYCLE_DAYS,
} from './recurrence.ts'
import { World } from './world.ts'
import { formFaults, type WorldFault } from './world-fault.ts'
import { countLaid, strangers, windowIdsOf } from './world-names.ts'

/** Windows of single stations: a group’s window counts for each of its members. */
const MOST_LAID = 100_000
/** Rules that count are looked through for decades, so no more of them than this. */
const MOST_COUNTED = 50
/** Nearly all rules are of a kind that is seen to come at once. */
const MOST_LOOKED_THROUGH = 200

/** A world as it was written, made whole and held together; or everything that is wrong with it. */
export function readWorld(
  json: unknown,
): Readonly<{ ok: true; value: World }> | Readonly<{ ok: false; faults: readonly WorldFault[] }> {
  const parsed = World.safeParse(json)
  if (!parsed.success) return { ok: false, faults: formFaults(json, parsed.error) }
  const laid = countLaid(parsed.data)
  if (laid > MOST_LAID) return { ok: false, faults: [tooManyLaid(laid)] }
  const faults = [...duplicates(parsed.data), ...strangers(parsed.data), ...nonsense(parsed.data)]
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: parsed.data }
}

function tooManyLaid(laid: number): WorldFault {
  return {
    path: 'windows',
    vi: `các trạm có tổng cộng ${laid} khung giờ, tối đa ${MOST_LAID}`,
    en: `stations have ${laid} windows altogether, at most ${MOST_LAID}`,
  }
}

function duplicates(world: World): WorldFault[] {
  const { stations, windows, campaigns, bulletins } = world
  const lists = {
    stations: stations.map(({ id }) => id),
    windows: windows.flatMap((window) => windowIdsOf(world, window)),
    campaigns: campaigns.map(({ id }) => id),
    bulletins: bulletins.map(({ id }) => id),
    versions: bulletins.flatMap(({ versions }) => versions.map(({ id }) => id)),
  }
  return Object.entries(lists).flatMap(([path, ids]) => {
    const seen = new Set<string>()
    return ids.flatMap((id) => {
      const isNew = !seen.has(id)
      seen.add(id)
      return isNew
        ? []
        : [{ path, vi: `mã "${id}" có hai lần`, en: `the id "${id}" is there twice` }]
    })
  })
}

/** What is well-formed and cannot be meant. */
function nonsense(world: World): WorldFault[] {
  const faults: WorldFault[] = []
  for (const [at, station] of world.stations.entries()) {
    const zone = station.zone ?? world.zone
    if (!isZone(zone))
      faults.push({
        ...{ path: `stations.${at}.zone`, vi: `múi giờ "${zone}" không có` },
        en: `there is no time zone "${zone}"`,
      })
    const mixed = Object.values(station.languageMix ?? { all: 100 }).reduce((a, b) => a + b, 0)
    if (mixed !== 100)
      faults.push({
        ...{ path: `stations.${at}.languageMix`, vi: `tổng là ${mixed} %, phải là 100 %` },
        en: `adds up to ${mixed} %, not 100 %`,
      })
  }
  const counted = new Set<string>()
  for (const [at, { rule, segments, validFrom, validTo }] of world.windows.entries()) {
    const counts = /COUNT=/i.test(rule) && counted.size < MOST_COUNTED
    const isKnown = counted.has(`${validFrom} ${rule}`)
    if (counts) counted.add(`${validFrom} ${rule}`)
    const checked = counts && !isKnown ? checkRuleFrom(rule, validFrom) : checkRule(rule)
    if (!checked.ok) faults.push(ruleFault(`windows.${at}.rule`, rule, checked))
    if (segments.reduce((sum, { lengthMs }) => sum + lengthMs, 0) > 86_400_000)
      faults.push({
        ...{ path: `windows.${at}.segments`, vi: 'khung giờ dài hơn một ngày' },
        en: 'the window is longer than a day',
      })
    if (validTo !== null && validTo < validFrom) faults.push(backwards(`windows.${at}`))
  }
  faults.push(...neverOpen(world), ...tooEarly(world))
  for (const [at, window] of world.windows.entries())
    if (hasTwoOwnParts(world, window))
      faults.push({
        ...{ path: `windows.${at}.segments`, vi: 'có hai phần của chính đài; hãy gộp làm một' },
        en: 'it has two parts of the station’s own; make them one',
      })
  for (const [at, { from, to, extendedUntil, floor, cap, phases }] of world.campaigns.entries()) {
    const phased = phases.flatMap(({ versions }) => versions)
    if (new Set(phased).size < phased.length)
      faults.push({
        ...{ path: `campaigns.${at}.phases`, vi: 'một phiên bản nằm trong hai giai đoạn' },
        en: 'a version is in two phases',
      })
    if (to < from) faults.push(backwards(`campaigns.${at}`))
    if (extendedUntil !== null && extendedUntil < from)
      faults.push(backwards(`campaigns.${at}.extendedUntil`))
    for (const [index, phase] of phases.entries())
      if (phase.until !== null && phase.until <= phase.from)
        faults.push(backwards(`campaigns.${at}.phases.${index}`))
    if (cap < floor)
      faults.push({
        ...{ path: `campaigns.${at}.cap`, vi: `mức tối đa ${cap} nhỏ hơn mức tối thiểu ${floor}` },
        en: `the cap ${cap} is below the floor ${floor}`,
      })
  }
  for (const [at, { from, to }] of world.calendar.entries())
    if (to < from) faults.push(backwards(`calendar.${at}`))
  for (const [at, { versions }] of world.bulletins.entries())
    for (const [index, { validFrom, validTo }] of versions.entries())
      if (validTo !== null && validTo <= validFrom)
        faults.push(backwards(`bulletins.${at}.versions.${index}`))
  for (const [at, { from, until }] of world.confirmations.entries())
    if (until <= from) faults.push(backwards(`confirmations.${at}`))
  const { quietHours } = world
  if (quietHours && quietHours.from === quietHours.to)
    faults.push({
      ...{ path: 'quietHours', vi: 'bắt đầu và kết thúc cùng một giờ; không có thì ghi null' },
      en: 'they begin and end at the same time; null when there are none',
    })
  return faults
}

/** Windows that open on no day, as 30 February; each rule is looked through once, and so many of them. */
function neverOpen({ windows, zone }: World): WorldFault[] {
  const known = new Map<string, boolean>()
  return windows.flatMap(({ rule, except, also, startsAt, validFrom, validTo }, at) => {
    if (also.some((date) => !except.includes(date)) || (validTo ?? validFrom) < validFrom) return []
    const key = [rule, startsAt, validFrom, validTo, ...except].join(' ')
    if (!known.has(key) && (known.size >= MOST_LOOKED_THROUGH || !checkRule(rule).ok)) return []
    const beginsOn = (date: LocalDate) => instantOf(date, startsAt, zone)
    const opens = known.get(key) ?? everOpens({ rule, except, also }, validFrom, validTo, beginsOn)
    known.set(key, opens)
    if (opens) return []
    return [
      {
        path: `windows.${at}`,
        vi: `khung giờ không mở vào ngày nào kể từ ${validFrom}; hãy kiểm tra quy tắc lặp và các ngày`,
        en: `the window opens on no day from ${validFrom} on; check its rule and its dates`,
      },
    ]
  })
}

/** A rule that nobody can work out is not called one that never comes. */
function everOpens(
  recurrence: Recurrence,
  from: LocalDate,
  to: LocalDate | null,
  beginsOn: (date: LocalDate) => Instant,
): boolean {
  const plain = isPlain(recurrence.rule)
  for (let day = 0; day < WHOLE_CYCLE_DAYS; day++) {
    const date = addDays(from, day)
    if (to !== null && date > to) return false
    if (recursOn(recurrence, from, date, beginsOn)) return true
    if (!plain && !isBounded(recurrence.rule, from, [date])) return true
  }
  return false
}

/** A later relay that begins before what it relays; planning compares instants where zones differ. */
function tooEarly({ windows, stations }: World): WorldFault[] {
  const byId = new Map(windows.map((window) => [window.id, window]))
  const zones = new Set(stations.map(({ zone }) => zone ?? null))
  return windows.flatMap(({ relays, relayMode, startsAt }, at) => {
    const relayed = byId.get(relays ?? '')
    const [begins, source] = [startsAt.padEnd(8, ':00'), relayed?.startsAt.padEnd(8, ':00') ?? '']
    if (relayMode !== 'later' || !relayed || zones.size > 1 || begins >= source) return []
    return [
      {
        path: `windows.${at}.startsAt`,
        vi: `không thể tiếp âm lại lúc ${startsAt}, trước khi huyện phát lúc ${relayed.startsAt}`,
        en: `cannot relay at ${startsAt}, before the district airs at ${relayed.startsAt}`,
      },
    ]
  })
}

function backwards(path: string): WorldFault {
  return { path, vi: 'kết thúc trước khi bắt đầu', en: 'ends before it begins' }
}

function ruleFault(
  path: string,
  rule: string,
  {
    reason,
    params,
  }: Readonly<{
    reason: RecurrenceRefusal
    params: Readonly<Record<string, string | number>>
  }>,
): WorldFault {
  if (reason === 'recurrence-too-large')
    return {
      path,
      vi: `quy tắc lặp "${rule}" đếm quá xa: ${params.part} nhiều nhất là ${params.most}`,
      en: `the rule "${rule}" counts too far: ${params.part} is ${params.most} at most`,
    }
  if (reason === 'recurrence-too-many')
    return {
      ...{ path, vi: `quy tắc lặp "${rule}" đếm quá nhiều lần; hãy bỏ COUNT và ghi validTo` },
      en: `the rule "${rule}" counts too far; leave COUNT out and give validTo`,
    }
  return {
    ...{ path, vi: `quy tắc lặp "${rule}" không dùng được (tối đa một lần mỗi ngày)` },
    en: `the rule "${rule}" cannot be used (RFC 5545, at most once a day)`,
  }
}

/** A station fills one part of a window: a second one would stay silent. */
function hasTwoOwnParts({ stations }: World, { station, segments }: World['windows'][number]) {
  const heard = segments.filter(({ live }) => live === null).map(({ source }) => source)
  if (new Set(heard).size === heard.length) return false
  const roles = new Set<string>(
    stations
      .filter(({ id, groups }) => id === station || groups.includes(station))
      .map(({ role }) => role),
  )
  const own = heard.filter((source) => roles.has(source))
  return new Set(own).size < own.length
}
