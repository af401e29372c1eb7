import { useQuery } from '@tanstack/react-query'
import type { Feed } from '../api/feeds.ts'
import { stationsQuery } from '../api/queries.ts'
import { type AsRun, heardFrom } from '../data/as-run.ts'
import { paperLines } from '../data/paper-week.ts'
import { timeOf } from '../text/format.ts'
import { paperWords as words } from '../text/paper.ts'
import { HeardCells } from './log-book.tsx'

/** How wide each column is; the programme takes what the others leave. */
const COLUMNS = [
  ...['name', 'wide', 'time', 'time', 'time', 'time', 'name', 'name'],
  ...['hand', 'hand', 'hand'],
] as const

/** Sổ theo dõi tiếp âm of one day: a line per window, with room for what happened and who says so. */
export function RelayBook({ feed, ran }: { feed: Feed; ran: ReadonlyMap<string, AsRun> }) {
  const says = words.relay
  const stations = useQuery(stationsQuery)
  const clusters = stations.data?.find(({ id }) => id === feed.station)?.clusters.length ?? 0
  return (
    <table className="paper-book">
      <colgroup>
        {COLUMNS.map((column, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <col key={at} className={`paper-${column}`} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th rowSpan={2}>{says.window}</th>
          <th rowSpan={2}>{says.programme}</th>
          <th colSpan={2}>{says.planned}</th>
          <th colSpan={2}>{says.actual}</th>
          <th rowSpan={2}>{says.clusters}</th>
          <th rowSpan={2}>{says.quality}</th>
          <th rowSpan={2}>{says.reason}</th>
          <th rowSpan={2}>{says.onDuty}</th>
          <th rowSpan={2}>{says.confirmed}</th>
        </tr>
        <tr>
          <th>{says.begins}</th>
          <th>{says.ends}</th>
          <th>{says.begins}</th>
          <th>{says.ends}</th>
        </tr>
      </thead>
      <tbody>
        {feed.windows.map((window) => (
          <tr key={window.id}>
            <td>{window.title}</td>
            <td>
              <ul>
                {paperLines(window)
                  .filter((line) => line.kind === 'part' || line.item.relayed)
                  .map((line) => (
                    <li key={`${line.kind} ${line.startsAt}`}>
                      <b>{timeOf(line.startsAt, feed.zone)}</b>{' '}
                      {line.kind === 'part' ? (
                        (line.part.name ?? words.source[line.part.source])
                      ) : (
                        <span lang={line.item.language ?? 'vi'}>{line.item.title}</span>
                      )}
                    </li>
                  ))}
              </ul>
            </td>
            <td className="paper-clock">{timeOf(window.startsAt, feed.zone)}</td>
            <td className="paper-clock">{timeOf(window.endsAt, feed.zone)}</td>
            <HeardCells
              heard={heardFrom(
                window.items.filter(({ relayed }) => relayed).map(({ id }) => ran.get(id)),
              )}
              zone={feed.zone}
            />
            <td className="paper-of">{clusters > 0 ? `…… / ${clusters}` : ''}</td>
            <td />
            <td />
            <td />
            <td />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
