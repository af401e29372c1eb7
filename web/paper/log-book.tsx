import { useTranslation } from 'react-i18next'
import type { Feed, FeedItem } from '../api/feeds.ts'
import type { AsRun } from '../data/as-run.ts'
import { paperLines } from '../data/paper-week.ts'
import { lengthOf, timeOf } from '../text/format.ts'
import { paperWords as words } from '../text/paper.ts'

/** How wide each column is; what is planned takes what the others leave. */
const COLUMNS = [
  ...['number', 'name', 'time', 'time', 'time', 'time', 'short', 'wide', 'short', 'short'],
  ...['hand', 'name', 'name', 'short'],
] as const

/** Lines for what the plan does not know. */
const BLANK = ['một', 'hai', 'ba'] as const

/** Sổ nhật ký phát sóng of one day: what is planned and logged is printed, the rest written by hand. */
export function LogBook({ feed, ran }: { feed: Feed; ran: ReadonlyMap<string, AsRun> }) {
  const says = words.log
  const lines = feed.windows.flatMap((window) =>
    paperLines(window).map((line) => ({
      ...{ window, line },
      run: line.kind === 'item' ? ran.get(line.item.id) : undefined,
    })),
  )
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
          <th rowSpan={2}>{says.number}</th>
          <th rowSpan={2}>{says.window}</th>
          <th colSpan={2}>{says.planned}</th>
          <th colSpan={2}>{says.actual}</th>
          <th rowSpan={2}>{says.source}</th>
          <th rowSpan={2}>{says.title}</th>
          <th rowSpan={2}>{says.type}</th>
          <th rowSpan={2}>{says.length}</th>
          <th rowSpan={2}>{says.people}</th>
          <th rowSpan={2}>{says.onDuty}</th>
          <th rowSpan={2}>{says.incident}</th>
          <th rowSpan={2}>{says.signature}</th>
        </tr>
        <tr>
          <th>{says.begins}</th>
          <th>{says.ends}</th>
          <th>{says.begins}</th>
          <th>{says.ends}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ window, line, run }, index) => (
          <tr key={`${window.id} ${line.kind} ${line.startsAt}`}>
            <td>{index + 1}</td>
            <td>{window.title}</td>
            <td className="paper-clock">{timeOf(line.startsAt, feed.zone)}</td>
            <td className="paper-clock">{timeOf(line.endsAt, feed.zone)}</td>
            <HeardCells heard={run?.heard ?? null} zone={feed.zone} />
            {line.kind === 'part' ? (
              <PartCells source={line.part.source} name={line.part.name} />
            ) : (
              <ItemCells item={line.item} own={feed.role} />
            )}
            <td />
            <td>{run && <Incident run={run} />}</td>
            <td />
          </tr>
        ))}
        {BLANK.map((line) => (
          <tr key={line} className="paper-blank">
            {COLUMNS.map((_, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
              <td key={column} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** When it was heard, by the log; empty to be written by hand. */
export function HeardCells({ heard, zone }: { heard: AsRun['heard']; zone: string }) {
  return (
    <>
      <td className="paper-clock">{heard && timeOf(heard.startsAt, zone)}</td>
      <td className="paper-clock">{heard?.endsAt && timeOf(heard.endsAt, zone)}</td>
    </>
  )
}

/** What did not go as planned, as the log has it. */
function Incident({ run }: { run: AsRun }) {
  const t = useTranslation().i18n.getFixedT('vi')
  return run.outcome === 'aired' ? null : t(`outcome.${run.outcome}`)
}

function PartCells({
  source,
  name,
}: {
  source: keyof typeof words.sourceShort
  name: string | null
}) {
  return (
    <>
      <td>{words.sourceShort[source]}</td>
      <td>{name ?? words.source[source]}</td>
      <td />
      <td />
      <td />
    </>
  )
}

function ItemCells({ item, own }: { item: FeedItem; own: Feed['role'] }) {
  const t = useTranslation().i18n.getFixedT('vi')
  const type = item.contentType ?? item.kind
  return (
    <>
      <td>{words.sourceShort[item.relayed ? 'district' : own]}</td>
      <td lang={item.language ?? 'vi'}>
        {item.title}
        {item.repeat && ` ${words.repeat}`}
      </td>
      <td>{t(`contentType.${type as 'news'}`, { defaultValue: type })}</td>
      <td>{lengthOf(item.lengthMs)}</td>
      <td>{[item.author, item.approver].filter((name) => name !== null).join(' / ')}</td>
    </>
  )
}
