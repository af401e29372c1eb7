import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { feedQuery } from '../api/feeds.ts'
import { stationsQuery } from '../api/queries.ts'
import { mondayOf } from '../data/week-calendar.ts'
import { DayButton } from '../part/day-button.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { daysAfter, localDateOf } from '../text/format.ts'
import { PaperDesk } from './paper-desk.tsx'
import { WeekSheet } from './week-sheet.tsx'

const WEEK = 7

/** One station's week as it will print, A4 landscape. */
export function PrintWeekPage() {
  const { t } = useTranslation()
  const { office } = useSigned()
  const today = localDateOf(useNow(60_000), office.zone)
  const search = useSearch({ from: '/lich-phat/in-tuan' })
  const navigate = useNavigate()
  const station = search.station ?? office.station
  const from = mondayOf(search.from ?? today)
  const stations = useQuery(stationsQuery)
  const feed = useQuery(feedQuery(station, from, WEEK))
  const go = (to: { station?: string; from?: string }) =>
    void navigate({ to: '/lich-phat/in-tuan', search: { station, from, ...to } })
  return (
    <div data-testid="screen-print-week">
      <div className="page-head no-print">
        <h1>{t('paper.weekTitle')}</h1>
        <div className="page-tools">
          <NativeSelect
            label={t('station')}
            value={station}
            onChange={(event) => go({ station: event.currentTarget.value })}
            data={(stations.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button
            variant="default"
            aria-label={t('paper.weekBefore')}
            onClick={() => go({ from: daysAfter(from, -WEEK) })}
          >
            ‹
          </Button>
          <DayButton
            label={t('paper.weekOf')}
            date={from}
            onDate={(date) => go({ from: mondayOf(date) })}
          />
          <Button
            variant="default"
            aria-label={t('paper.weekAfter')}
            onClick={() => go({ from: daysAfter(from, WEEK) })}
          >
            ›
          </Button>
          <Button onClick={() => window.print()} data-testid="print-week">
            {t('paper.print')}
          </Button>
          <Link to="/lich-phat" search={{ station }} className="back-link">
            {t('paper.back')}
          </Link>
        </div>
      </div>
      <ProblemNote error={feed.error} again={() => void feed.refetch()} />
      {feed.isPending && <Waiting />}
      {feed.data && (
        <PaperDesk label={t('paper.weekTitle')}>
          <WeekSheet feed={feed.data} />
        </PaperDesk>
      )}
    </div>
  )
}
