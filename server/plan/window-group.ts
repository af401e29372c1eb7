import type { StationId, WindowId } from '../../playout/contract/ids.ts'
import { type DateSpan, type StationGroup, sharedSpan, spansMeant } from '../station/group.ts'
import type { CalendarDay } from './calendar-day.ts'
import type { AirWindow } from './window.ts'

/** What windows that were laid down have to be seen with. */
export type Expansion = Readonly<{
  /** Also those that were removed: what they had until then stays. */
  groups: ReadonlyMap<string, StationGroup>
  /** Days on which stations are closed. */
  closures: readonly CalendarDay[]
}>

/**
 * Windows as stations have them: of a group's one for each member, `<window>@<station>`, on the dates
 * on which it belongs to the group. A relayed window is always one station's own.
 */
export function expandWindows(
  laid: readonly AirWindow[],
  { groups, closures }: Expansion,
): AirWindow[] {
  const closedAt = new Map<string, readonly DateSpan[]>()
  const closedOf = (station: string) => {
    const known = closedAt.get(station) ?? closedSpans(station, closures, groups)
    closedAt.set(station, known)
    return known
  }
  return laid.flatMap((window) => {
    const members = window.group ? groups.get(window.group)?.members : undefined
    if (!window.group) return [withClosed(window, closedOf(window.station))]
    const byStation = Map.groupBy(members ?? [], ({ station }) => station)
    return [...byStation].map(([station, within]) =>
      withClosed(
        {
          ...{ ...window, within },
          id: `${window.id}@${station}` as WindowId,
          station: station as StationId,
        },
        closedOf(station),
      ),
    )
  })
}

function withClosed(window: AirWindow, closed: readonly DateSpan[]): AirWindow {
  return closed.length > 0 ? { ...window, closed } : window
}

function closedSpans(
  station: string,
  closures: readonly CalendarDay[],
  groups: ReadonlyMap<string, StationGroup>,
): DateSpan[] {
  return closures.flatMap((day) =>
    spansMeant(station, day.stations, groups).flatMap((span) => sharedSpan(span, day) ?? []),
  )
}
