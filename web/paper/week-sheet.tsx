import type { Feed, FeedItem } from '../api/feeds.ts'
import { paperLines, type WeekRow, weekRows } from '../data/paper-week.ts'
import { daysAfter, timeOf, writtenDate } from '../text/format.ts'
import { paperWords as words } from '../text/paper.ts'
import { PaperFoot, PaperHead } from './paper-head.tsx'

/** Lịch phát sóng of a week: windows down, days across, in Vietnamese whatever the screen speaks. */
export function WeekSheet({ feed }: { feed: Feed }) {
  const rows = weekRows(feed)
  const carried = feed.windows.some(({ by }) => by === 'district-signal')
  return (
    <article className="paper-sheet" lang="vi" data-testid="week-sheet">
      <PaperHead feed={feed} />
      <h1>{words.weekTitle}</h1>
      <p className="paper-span">
        {words.week(writtenDate(feed.from), writtenDate(daysAfter(feed.from, feed.days - 1)))}
      </p>
      {carried && <p className="paper-note">{words.signal}</p>}
      {feed.dates.some(({ forecast }) => forecast) && (
        <p className="paper-note">{words.forecastSays}</p>
      )}
      {rows.length === 0 ? (
        <p className="paper-note">{words.empty}</p>
      ) : (
        <table className="paper-week">
          <thead>
            <tr>
              <th scope="col">{words.window}</th>
              {feed.dates.map(({ date, names, forecast }, day) => (
                <th key={date} scope="col">
                  {words.weekdays[day % 7]}
                  <br />
                  {writtenDate(date).slice(0, 5)}
                  {names.map((name) => (
                    <i key={name}>{name}</i>
                  ))}
                  {forecast && <i>{words.forecast}</i>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.window} row={row} zone={feed.zone} />
            ))}
          </tbody>
        </table>
      )}
      <p className="paper-note">{words.key}</p>
      <PaperFoot titles={[words.preparedBy, words.headBy]} />
    </article>
  )
}

function Row({ row, zone }: { row: WeekRow; zone: string }) {
  return (
    <tr>
      <th scope="row">
        {row.title}
        <br />
        {timeOf(row.startsAt, zone)}
      </th>
      {row.cells.map((cell, day) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a day of the week is its place
        <td key={day}>
          {cell === null || paperLines(cell).length === 0 ? (
            words.noWindow
          ) : (
            <ul>
              {paperLines(cell).map((line) => (
                <li key={`${line.kind} ${line.startsAt}`}>
                  <b>{timeOf(line.startsAt, zone)}</b>{' '}
                  {line.kind === 'part' ? (
                    <i>{line.part.name ?? words.source[line.part.source]}</i>
                  ) : (
                    <Item item={line.item} />
                  )}
                </li>
              ))}
            </ul>
          )}
        </td>
      ))}
    </tr>
  )
}

function Item({ item }: { item: FeedItem }) {
  return (
    <>
      <span lang={item.language ?? 'vi'}>{item.title}</span>
      {item.repeat && ` ${words.repeat}`}
      {item.relayed && item.kind === 'bulletin' && ` ${words.relayed}`}
    </>
  )
}
