import type { Feed, FeedItem, FeedWindow } from '../api/feeds.ts'
import { timeOf } from '../text/format.ts'

/** A window of the week and what it holds on each date, in order of the dates. */
export type WeekRow = Readonly<{
  window: string
  title: string
  /** Where it begins on the first date that has it. */
  startsAt: number
  cells: readonly (FeedWindow | null)[]
}>

/** Windows as rows by their time of day, dates as columns. */
export function weekRows({
  windows,
  dates,
  zone,
}: Pick<Feed, 'windows' | 'dates' | 'zone'>): readonly WeekRow[] {
  const rows = [...Map.groupBy(windows, ({ window }) => window)].map(
    ([window, [first, ...others]]) => {
      const all = first ? [first, ...others] : others
      return {
        ...{ window, title: first?.title ?? '', startsAt: first?.startsAt ?? 0 },
        cells: dates.map(({ date }) => all.find((one) => one.date === date) ?? null),
      }
    },
  )
  const clock = (row: WeekRow) => timeOf(row.startsAt, zone)
  return rows.sort((a, b) =>
    clock(a) === clock(b) ? (a.title < b.title ? -1 : 1) : clock(a) < clock(b) ? -1 : 1,
  )
}

export type PaperLine = Readonly<{ startsAt: number; endsAt: number }> &
  (
    | Readonly<{ kind: 'item'; item: FeedItem }>
    | Readonly<{ kind: 'part'; part: FeedWindow['parts'][number] }>
  )

/** What sounds in a window, one after the other. */
export function paperLines({ parts, items }: FeedWindow): readonly PaperLine[] {
  return [
    ...parts.map(
      (part): PaperLine => ({ kind: 'part', part, startsAt: part.startsAt, endsAt: part.endsAt }),
    ),
    ...items.map(
      (item): PaperLine => ({ kind: 'item', item, startsAt: item.startsAt, endsAt: item.endsAt }),
    ),
  ].sort((a, b) => a.startsAt - b.startsAt)
}
