import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { planQuery, stationsQuery } from '../api/queries.ts'
import { currentBlock } from '../data/plan-line.ts'
import { DayChoice } from '../part/day-choice.tsx'
import { Empty } from '../part/empty.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { localDateOf, writtenDate } from '../text/format.ts'
import { BlockSheet } from './block-sheet.tsx'

/** Lịch phát: the day of one station, to the second. */
export function SchedulePage() {
  const { t } = useTranslation()
  const { office } = useSigned()
  const now = useNow(10_000)
  const today = localDateOf(now, office.zone)
  const search = useSearch({ from: '/lich-phat' })
  const navigate = useNavigate()
  const station = search.station ?? office.station
  const date = search.date ?? today
  const stations = useQuery(stationsQuery)
  const plan = useQuery(planQuery(station, date))
  const current = plan.data && date === today ? currentBlock(plan.data, now) : null

  const list = useRef<HTMLDivElement>(null)
  const shown = useRef('')
  useEffect(() => {
    if (!plan.data || !current || shown.current === `${station} ${date}`) return
    shown.current = `${station} ${date}`
    list.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'start' })
  }, [plan.data, current, station, date])

  const go = (to: { station?: string; date?: string }) =>
    void navigate({ to: '/lich-phat', search: { station, date, ...to } })
  return (
    <div data-testid="screen-schedule">
      <div className="page-head sticky-head">
        <h1>
          {t('schedule.title')}
          <span className="print-only">
            {' '}
            · {plan.data?.stationName} · {writtenDate(date)}
          </span>
        </h1>
        <div className="page-tools no-print">
          <NativeSelect
            label={t('station')}
            value={station}
            onChange={(event) => go({ station: event.currentTarget.value })}
            data={(stations.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <DayChoice date={date} today={today} onDate={(chosen) => go({ date: chosen })} />
          <Button variant="default" onClick={() => window.print()} className="pc-only">
            {t('schedule.print')}
          </Button>
        </div>
      </div>
      <ProblemNote error={plan.error} again={() => void plan.refetch()} />
      {plan.isPending && <Waiting />}
      {plan.data?.blocks.length === 0 && <Empty says={t('schedule.empty')} />}
      <div className="blocks" ref={list}>
        {plan.data?.blocks.map((block) => (
          <BlockSheet
            key={block.id}
            block={block}
            zone={plan.data.zone}
            current={block.id === current}
          />
        ))}
      </div>
    </div>
  )
}
