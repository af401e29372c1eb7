/** Lines of one station, in the order in which they came. */
export type StationLines<Line> = Readonly<{
  station: string
  stationName: string
  lines: readonly Line[]
}>

/** The same lines, station by station; stations in the order of their first line. */
export function byStation<Line extends Readonly<{ station: string; stationName: string }>>(
  lines: readonly Line[],
): readonly StationLines<Line>[] {
  return [...Map.groupBy(lines, ({ station }) => station)].map(([station, own]) => ({
    ...{ station, stationName: own[0]?.stationName ?? station, lines: own },
  }))
}
