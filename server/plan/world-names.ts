import type { World } from './world.ts'
import type { WorldFault } from './world-fault.ts'

/** How many windows stations have: for a group one for each member. */
export function countLaid({ stations, windows }: World): number {
  const members = new Map<string, number>()
  for (const { id, groups } of stations)
    for (const place of [id, ...new Set(groups)]) members.set(place, (members.get(place) ?? 0) + 1)
  return windows.reduce((sum, { station }) => sum + (members.get(station) ?? 0), 0)
}

/** Ids of the windows that stations have by one of a world: for a group one for each member. */
export function windowIdsOf({ stations }: World, { id, station }: World['windows'][number]) {
  return stations.flatMap((one) => {
    if (one.id === station) return [id]
    return one.groups.includes(station) ? [`${id}@${one.id}`] : []
  })
}

/** Names that point at nothing. */
export function strangers(world: World): WorldFault[] {
  const places = new Set(world.stations.flatMap(({ id, groups }) => [id, ...groups]))
  const stations = new Set(world.stations.map(({ id }) => id))
  const windowOf = new Map(world.windows.map((window) => [window.id, window]))
  const windows = new Set(windowOf.keys())
  const districts = new Set(
    world.stations.filter(({ role }) => role === 'district').map(({ id }) => id),
  )
  const laid = new Set(world.windows.flatMap((window) => windowIdsOf(world, window)))
  // What speaks of a station beside may name a group's window as it was laid down.
  const named = new Set([...laid, ...windows])
  const campaigns = new Set(world.campaigns.map(({ id }) => id))
  const versions = new Set(world.bulletins.flatMap((one) => one.versions.map(({ id }) => id)))
  const bulletins = new Set(world.bulletins.map(({ id }) => id))
  const faults: WorldFault[] = []
  const groups = new Set(world.stations.flatMap((station) => station.groups))
  for (const [at, { id }] of world.stations.entries())
    if (groups.has(id))
      faults.push({
        ...{ path: `stations.${at}.id`, vi: `"${id}" cũng là tên một nhóm` },
        en: `"${id}" is also the name of a group`,
      })
  const hold = (known: ReadonlySet<string>, wanted: string | null | undefined, path: string) => {
    if (wanted === null || wanted === undefined || known.has(wanted)) return
    faults.push({ path, vi: `không có "${wanted}"`, en: `there is no "${wanted}"` })
  }
  for (const [at, { id, station, relays }] of world.windows.entries()) {
    if (relays === id)
      faults.push({
        ...{ path: `windows.${at}.relays`, vi: `khung giờ "${id}" không thể tiếp âm chính nó` },
        en: `the window "${id}" cannot relay itself`,
      })
    hold(places, station, `windows.${at}.station`)
    hold(windows, relays, `windows.${at}.relays`)
    const relayed = relays === null ? undefined : windowOf.get(relays)
    if (relayed && places.has(relayed.station) && !districts.has(relayed.station))
      faults.push({
        ...{ path: `windows.${at}.relays`, vi: `"${relays}" không phải khung giờ của đài huyện` },
        en: `"${relays}" is not a window of a district’s station`,
      })
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
  for (const [at, pin] of world.pins.entries()) {
    hold(laid, pin.window, `pins.${at}.window`)
    for (const version of 'versions' in pin ? pin.versions : [pin.version])
      hold(versions, version, `pins.${at}`)
  }
  for (const [at, bar] of world.bars.entries()) {
    hold(laid, bar.window, `bars.${at}.window`)
    hold(versions, bar.version, `bars.${at}.version`)
  }
  for (const [at, pick] of (world.picks ?? []).entries()) {
    hold(stations, pick.station, `picks.${at}.station`)
    hold(bulletins, pick.bulletin, `picks.${at}.bulletin`)
    for (const window of pick.windows ?? []) hold(named, window, `picks.${at}.windows`)
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
    hold(named, heard.window, `history.${at}.window`)
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
