import { checkRule } from './recurrence.ts'
import { World } from './world.ts'

/** What is wrong with a world, and where. */
export type WorldFault = Readonly<{ path: string; vi: string; en: string }>

/** A world as it was written, made whole and held together; or everything that is wrong with it. */
export function readWorld(
  json: unknown,
): Readonly<{ ok: true; value: World }> | Readonly<{ ok: false; faults: readonly WorldFault[] }> {
  const parsed = World.safeParse(json)
  if (!parsed.success)
    return {
      ok: false,
      faults: parsed.error.issues.map(({ path, message }) => ({
        ...{ path: path.join('.') || '(file)', en: message },
        vi: `không đúng định dạng: ${message}`,
      })),
    }
  const faults = [...duplicates(parsed.data), ...strangers(parsed.data), ...nonsense(parsed.data)]
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: parsed.data }
}

function duplicates({ stations, windows, campaigns, bulletins }: World): WorldFault[] {
  const lists = {
    stations: stations.map(({ id }) => id),
    windows: windows.map(({ id }) => id),
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

/** Names that point at nothing. */
function strangers(world: World): WorldFault[] {
  const places = new Set(world.stations.flatMap(({ id, groups }) => [id, ...groups]))
  const stations = new Set(world.stations.map(({ id }) => id))
  const windows = new Set(world.windows.map(({ id }) => id))
  const campaigns = new Set(world.campaigns.map(({ id }) => id))
  const versions = new Set(world.bulletins.flatMap((one) => one.versions.map(({ id }) => id)))
  const bulletins = new Set(world.bulletins.map(({ id }) => id))
  const faults: WorldFault[] = []
  const hold = (known: ReadonlySet<string>, wanted: string | null | undefined, path: string) => {
    if (wanted === null || wanted === undefined || known.has(wanted)) return
    faults.push({ path, vi: `không có "${wanted}"`, en: `there is no "${wanted}"` })
  }
  for (const [at, { station, relays }] of world.windows.entries()) {
    hold(places, station, `windows.${at}.station`)
    hold(windows, relays, `windows.${at}.relays`)
  }
  for (const [at, { owner, campaign }] of world.bulletins.entries()) {
    hold(stations, owner, `bulletins.${at}.owner`)
    hold(campaigns, campaign, `bulletins.${at}.campaign`)
  }
  for (const [at, campaign] of world.campaigns.entries()) {
    for (const place of campaign.stations ?? []) hold(places, place, `campaigns.${at}.stations`)
    for (const phase of campaign.phases)
      for (const version of phase.versions) hold(versions, version, `campaigns.${at}.phases`)
  }
  for (const [at, day] of world.calendar.entries())
    for (const place of day.stations ?? []) hold(places, place, `calendar.${at}.stations`)
  for (const [at, pin] of world.pins.entries())
    for (const version of 'versions' in pin ? pin.versions : [pin.version])
      hold(versions, version, `pins.${at}`)
  for (const [at, bar] of world.bars.entries()) hold(versions, bar.version, `bars.${at}.version`)
  for (const [at, pick] of (world.picks ?? []).entries()) {
    hold(stations, pick.station, `picks.${at}.station`)
    hold(bulletins, pick.bulletin, `picks.${at}.bulletin`)
  }
  for (const [at, order] of world.priorityOrder.entries()) {
    hold(stations, order.station, `priorityOrder.${at}.station`)
    for (const one of order.bulletins) hold(bulletins, one, `priorityOrder.${at}.bulletins`)
  }
  for (const [at, one] of world.confirmations.entries()) {
    hold(stations, one.station, `confirmations.${at}.station`)
    hold(versions, one.version, `confirmations.${at}.version`)
  }
  for (const [at, { parts }] of world.windows.entries())
    for (const one of parts ? partsOf(parts) : []) hold(bulletins, one, `windows.${at}.parts`)
  for (const [at, heard] of world.history.entries()) {
    hold(stations, heard.station, `history.${at}.station`)
    hold(versions, heard.version, `history.${at}.version`)
  }
  for (const [at, owed] of world.makeGood.entries()) {
    hold(stations, owed.station, `makeGood.${at}.station`)
    hold(campaigns, owed.campaign, `makeGood.${at}.campaign`)
  }
  return faults
}

function partsOf({ opens, between, closes, timeSignals }: WorldParts): string[] {
  return [
    ...opens,
    ...(between === null ? [] : [between]),
    ...closes,
    ...timeSignals.map(({ bulletin }) => bulletin),
  ]
}

type WorldParts = NonNullable<World['windows'][number]['parts']>

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
  for (const [at, { rule, segments, validFrom, validTo }] of world.windows.entries()) {
    if (!checkRule(rule).ok)
      faults.push({
        ...{
          path: `windows.${at}.rule`,
          vi: `quy tắc lặp "${rule}" không dùng được (tối đa một lần mỗi ngày)`,
        },
        en: `the rule "${rule}" cannot be used (RFC 5545, at most once a day)`,
      })
    if (segments.reduce((sum, { lengthMs }) => sum + lengthMs, 0) > 86_400_000)
      faults.push({
        ...{ path: `windows.${at}.segments`, vi: 'khung giờ dài hơn một ngày' },
        en: 'the window is longer than a day',
      })
    if (validTo !== null && validTo < validFrom) faults.push(backwards(`windows.${at}`))
  }
  for (const [at, { from, to, floor, cap, phases }] of world.campaigns.entries()) {
    const phased = phases.flatMap(({ versions }) => versions)
    if (new Set(phased).size < phased.length)
      faults.push({
        ...{ path: `campaigns.${at}.phases`, vi: 'một phiên bản nằm trong hai giai đoạn' },
        en: 'a version is in two phases',
      })
    if (to < from) faults.push(backwards(`campaigns.${at}`))
    if (cap < floor)
      faults.push({
        ...{ path: `campaigns.${at}.cap`, vi: `mức tối đa ${cap} nhỏ hơn mức tối thiểu ${floor}` },
        en: `the cap ${cap} is below the floor ${floor}`,
      })
  }
  for (const [at, { from, to }] of world.calendar.entries())
    if (to < from) faults.push(backwards(`calendar.${at}`))
  return faults
}

function backwards(path: string): WorldFault {
  return { path, vi: 'kết thúc trước khi bắt đầu', en: 'ends before it begins' }
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
