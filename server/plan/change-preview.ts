import type { z } from 'zod'
import type { Changed } from './change.ts'
import type { Beside } from './change-copy.ts'
import type { Piece } from './change-obstacle.ts'
import type { Conflict } from './change-place.ts'
import { sayFill } from './change-text.ts'
import type { ChangesPreview, PlanOutlook } from './change-view.ts'
import { explain } from './explanation-text.ts'
import { changedBlocks, isUnconfirmed, type Outlook, outlooksOf, type TwoPlans } from './outlook.ts'
import type { PlanStation } from './plan-station.ts'
import { freeSamples, itemSpan, type PlannedBlock } from './playlist.ts'
import { occursOn } from './window.ts'

type Preview = z.output<typeof ChangesPreview>

type Weighed = Readonly<{ changed: Changed; beside: readonly Beside[]; plans: TwoPlans }>

/** What changes would bring about, with everything that somebody should see before they are made. */
export function previewOf(
  { changed, beside, plans }: Weighed,
  clusters: ReadonlyMap<string, number>,
  revision: string,
): Preview {
  const windows = changedBlocks(plans)
  const reach = (window: string, date: string) => relaysOf(plans, clusters, window, date)
  const places = [
    ...windows.map(({ block }) => block),
    ...changed.conflicts.map(({ window, date }) => ({ window, date })),
  ]
  const relays = new Map(
    places.flatMap(({ window, date }) => reach(window, date)).map((one) => [one.station, one]),
  )
  return {
    revision,
    conflicts: changed.conflicts.map((conflict) => ({
      ...{ change: conflict.change, station: conflict.station.id },
      ...{ stationName: conflict.station.name, window: conflict.window },
      ...{ windowName: conflict.windowName, date: conflict.date },
      wanted: showPiece(conflict.wanted),
      inTheWay: conflict.inTheWay.map(showPiece),
      ...{ reason: conflict.reason, choices: [...conflict.choices] },
      refused: [...conflict.refused],
      relays: reach(conflict.window, conflict.date),
    })),
    leftovers: changed.leftovers.map(({ station, ...left }) => ({ ...left, station: station.id })),
    beside: beside.map((one) => ({ ...one, titles: [...one.titles] })),
    relays: [...relays.values()],
    windows: [
      ...windows.flatMap((planned) => fillOf(plans, planned)),
      ...changed.conflicts.flatMap((conflict) => fillOfConflict(plans, conflict)),
    ],
    stations: outlooksOf(plans).map(showOutlook),
    toConfirm: unconfirmedIn(plans),
  }
}

function showOutlook({ station, from, until, sounds }: Outlook): Preview['stations'][number] {
  return {
    ...{ station: station.id, name: station.name, zone: station.zone, from, until },
    sounding: sounds.map(({ key: _, version: __, ...sound }) => sound),
  }
}

function showPiece({ title, startsAt, endsAt, item, pin, source }: Piece) {
  return { title, startsAt, endsAt, item, pinned: pin !== null, source }
}

/** What another setting would bring about; windows of the first day on which it does. */
export function outlookOf(
  plans: TwoPlans & Readonly<{ revision: string }>,
): z.output<typeof PlanOutlook> {
  const changed = changedBlocks(plans).sort((a, b) => a.block.startsAt - b.block.startsAt)
  // One day of them tells how full they are.
  const windows = changed.filter(({ block }) => block.date === changed[0]?.block.date)
  return {
    revision: plans.revision,
    windows: windows.flatMap((planned) => fillOf(plans, planned)),
    stations: outlooksOf(plans).map(showOutlook),
  }
}

/** A window that goes altogether has nothing to fill. */
function fillOf({ after }: TwoPlans, { station, block, explanations }: PlannedBlock) {
  if (!after.some((one) => one.block.id === block.id)) return []
  const free = freeSamples(block)
  return [
    {
      ...{ station, window: block.window, windowName: block.title, date: block.date },
      ...{ freeSamples: free, ...sayFill(free), explanations: explanations.map(explain) },
    },
  ]
}

/** By how much the window is too short for what is wanted beside what it holds. */
function fillOfConflict({ after }: TwoPlans, conflict: Conflict): Preview['windows'] {
  const { window, windowName, date, station, wanted, overSamples } = conflict
  const planned = after.find(({ block }) => block.window === window && block.date === date)
  if (!planned || overSamples === 0) return []
  const moved = planned.block.items.find(({ id }) => id === wanted.item)
  const free = freeSamples(planned.block) + (moved?.lengthSamples ?? 0) - overSamples
  return [
    {
      ...{ station: station.id, window, windowName, date, freeSamples: free, ...sayFill(free) },
      explanations: planned.explanations.map(explain),
    },
  ]
}

function relaysOf(
  { planning }: TwoPlans,
  clusters: ReadonlyMap<string, number>,
  window: string,
  date: string,
): Preview['relays'] {
  return planning.stations
    .filter((station) =>
      planning
        .windowsOf(station)
        .some((one) => one.relaysWindow === window && occursOn(one, date, station.zone)),
    )
    .map(({ id, name }) => ({ station: id, name, clusters: clusters.get(id) ?? 0 }))
}

/** Emergencies that were put into quiet hours: of the district, since its communes relay them with it. */
function unconfirmedIn({ planning, after }: TwoPlans): Preview['toConfirm'] {
  const stations = new Map<string, PlanStation>(planning.stations.map((one) => [one.id, one]))
  return after.flatMap(({ station: id, block }) => {
    const station = stations.get(id)
    if (!station) return []
    return block.items.flatMap((item) => {
      const { bulletin } = item
      if (!bulletin || item.relayOf !== null) return []
      const span = itemSpan(block, item)
      const sound = { ...span, version: bulletin.version, class: bulletin.class }
      if (!isUnconfirmed(planning, station, sound)) return []
      const { name } = station
      return [
        { station: id, stationName: name, version: bulletin.version, title: item.title, ...span },
      ]
    })
  })
}

/** The span to ask for: whole minutes, so that what is read back is the hour at which it begins. */
export function spanToAsk({
  startsAt,
  endsAt,
}: Readonly<{ startsAt: number; endsAt: number }>): Readonly<{ fromAt: number; untilAt: number }> {
  return {
    fromAt: Math.floor(startsAt / MINUTE_MS) * MINUTE_MS,
    untilAt: Math.ceil(endsAt / MINUTE_MS) * MINUTE_MS,
  }
}

const MINUTE_MS = 60_000
