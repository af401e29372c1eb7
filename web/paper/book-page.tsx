import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Feed, feedQuery } from '../api/feeds.ts'
import { airingsQuery, stationsQuery } from '../api/queries.ts'
import { type AsRun, asRun } from '../data/as-run.ts'
import { mondayOf } from '../data/week-calendar.ts'
import { DayChoice } from '../part/day-choice.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { localDateOf, writtenDate } from '../text/format.ts'
import { paperWords as words } from '../text/paper.ts'
import { LogBook } from './log-book.tsx'
import { PaperDesk } from './paper-desk.tsx'
import { PaperFoot, PaperHead } from './paper-head.tsx'
import { RelayBook } from './relay-book.tsx'

/** A page of a station's paper book for one day, as it will print, A4 landscape. */
export function PrintBookPage() {
  const { t } = useTranslation()
  const { office } = useSigned()
  const today = localDateOf(useNow(60_000), office.zone)
  const search = useSearch({ from: '/lich-phat/so' })
  const navigate = useNavigate()
  const station = search.station ?? office.station
  const date = search.date ?? today
  const stations = useQuery(stationsQuery)
  const feed = useQuery(feedQuery(station, date, 1))
  const plays = feed.data?.windows.some(({ by }) => by === 'player')
  // A day that is not over has nothing to say yet; a station without a player never has.
  const ran = useQuery({
    ...airingsQuery({ station, date, purpose: 'programme', limit: '500' }),
    enabled: plays === true && date < today,
  })
  const isCommune = feed.data?.role === 'commune'
  const book = isCommune && search.book !== 'log' ? 'relay' : 'log'
  const go = (to: { station?: string; date?: string; book?: string }) =>
    void navigate({ to: '/lich-phat/so', search: { station, date, book, ...to } })
  return (
    <div data-testid="screen-print-book">
      <div className="page-head no-print">
        <h1>{t('paper.bookTitle')}</h1>
        <div className="page-tools">
          <NativeSelect
            label={t('station')}
            value={station}
            onChange={(event) =>
              void navigate({
                to: '/lich-phat/so',
                search: { station: event.currentTarget.value, date },
              })
            }
            data={(stations.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          {isCommune && (
            <NativeSelect
              label={t('paper.which')}
              value={book}
              onChange={(event) => go({ book: event.currentTarget.value })}
              data={(['relay', 'log'] as const).map((value) => ({
                value,
                label: t(`paper.${value}`),
              }))}
            />
          )}
          <DayChoice date={date} today={today} onDate={(chosen) => go({ date: chosen })} />
          <Button onClick={() => window.print()} data-testid="print-book">
            {t('paper.print')}
          </Button>
          <Link to="/lich-phat" search={{ station, date }} className="back-link">
            {t('paper.back')}
          </Link>
        </div>
      </div>
      <ProblemNote error={feed.error} again={() => void feed.refetch()} />
      <ProblemNote error={ran.error} again={() => void ran.refetch()} />
      {(feed.isPending || ran.isLoading) && <Waiting />}
      {feed.data && !ran.isLoading && (
        <PaperDesk label={t('paper.bookTitle')}>
          <Book feed={feed.data} ran={asRun(ran.data?.airings ?? [])} book={book} />
        </PaperDesk>
      )}
    </div>
  )
}

function Book({
  feed,
  ran,
  book,
}: {
  feed: Feed
  ran: ReadonlyMap<string, AsRun>
  book: 'log' | 'relay'
}) {
  const weekday = words.weekdays[daysFromMonday(feed.from)] ?? ''
  return (
    <article className="paper-sheet" lang="vi" data-testid={`${book}-book`}>
      <PaperHead feed={feed} />
      <h1>{book === 'log' ? words.logTitle : words.relayTitle}</h1>
      <p className="paper-span">{words.day(weekday, writtenDate(feed.from))}</p>
      {feed.dates
        .flatMap(({ names }) => names)
        .map((name) => (
          <p key={name} className="paper-span">
            {name}
          </p>
        ))}
      {feed.dates.some(({ forecast }) => forecast) && (
        <p className="paper-note">{words.forecastSays}</p>
      )}
      {ran.size > 0 && <p className="paper-note">{words.logged}</p>}
      {feed.windows.length === 0 && <p className="paper-note">{words.empty}</p>}
      {book === 'log' ? <LogBook feed={feed} ran={ran} /> : <RelayBook feed={feed} ran={ran} />}
      <PaperFoot titles={[words.onDutyBy, words.headBy]} />
    </article>
  )
}

function daysFromMonday(date: string): number {
  return (Date.parse(date) - Date.parse(mondayOf(date))) / 86_400_000
}
