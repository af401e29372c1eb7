import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WeekPlan } from '../api/planning.ts'
import { campaignsQuery, stationGroupsQuery, weekPlanQuery } from '../api/queries.ts'
import type { Station } from '../api/shapes.ts'
import { fillOf } from '../data/fill.ts'
import { endOf, msOf } from '../data/plan-line.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { daysAfter, lengthOf, minuteOf, writtenDate } from '../text/format.ts'
import { ALL, hasPlaylist, useSchedulePlace } from './place.ts'

/** Stations shown before somebody asks for all of them. */
const SHOWN = 24

/** Stations down, days across: the bands of a group side by side; a campaign's airings counted. */
export function GroupWeek({ group, monday }: { group: string; monday: string }) {
  const { t } = useTranslation()
  const { stations, search, today, go } = useSchedulePlace()
  const { data: groups = [] } = useQuery(stationGroupsQuery)
  const campaigns = useQuery(campaignsQuery)
  const [all, setAll] = useState(false)
  const members = groups.find(({ id }) => id === group)?.stations
  const wanted = stations.filter(({ id }) => group === ALL || members?.includes(id))
  const shown = all ? wanted : wanted.slice(0, SHOWN)
  const dates = Array.from({ length: 7 }, (_, day) => daysAfter(monday, day))
  return (
    <>
      <div className="group-tools no-print">
        <NativeSelect
          label={t('schedule.ofCampaign')}
          value={search.campaign ?? ''}
          onChange={(event) => go({ campaign: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: t('schedule.anyCampaign') },
            ...(campaigns.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
          data-testid="group-campaign"
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys too. */}
      <section className="group-scroll" tabIndex={0} aria-label={t('schedule.title')}>
        <table className="group-week" data-testid="group-week">
          <thead>
            <tr>
              <th scope="col">{t('station')}</th>
              {dates.map((date, day) => (
                <th key={date} scope="col" data-today={date === today || undefined}>
                  {t(`weekday.d${day as 0}`)}{' '}
                  <span className="tabular">{writtenDate(date).slice(0, 5)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((station) => (
              <StationRow key={station.id} station={station} monday={monday} />
            ))}
          </tbody>
        </table>
      </section>
      {wanted.length > shown.length && (
        <Button variant="default" onClick={() => setAll(true)}>
          {t('schedule.showAllStations', { n: wanted.length })}
        </Button>
      )}
    </>
  )
}

function StationRow({ station, monday }: { station: Station; monday: string }) {
  const { t } = useTranslation()
  const { search } = useSchedulePlace()
  const week = useQuery(weekPlanQuery(station.id, monday))
  return (
    <tr data-testid="group-row">
      <th scope="row">
        <Link
          to="/lich-phat"
          search={{ ...search, station: station.id, group: undefined }}
          className="group-station"
        >
          {station.name}
        </Link>
      </th>
      {week.data ? (
        week.data.days.map((day) => (
          <td key={day.date} data-forecast={day.forecast || undefined}>
            <DayCell
              station={station}
              date={day.date}
              zone={week.data.zone}
              blocks={day.blocks.filter(({ purpose }) => purpose === 'programme')}
            />
          </td>
        ))
      ) : (
        <td colSpan={7}>
          {week.isPending && <span className="note">{t('loading')}</span>}
          <ProblemNote error={week.error} again={() => void week.refetch()} />
        </td>
      )}
    </tr>
  )
}

/** From where to where a cell's line of time goes, hours of the day. */
const FROM_HOUR = 4
const HOURS = 19

function DayCell({
  station,
  date,
  zone,
  blocks,
}: {
  station: Station
  date: string
  zone: string
  blocks: WeekPlan['days'][number]['blocks']
}) {
  const { t } = useTranslation()
  const { search } = useSchedulePlace()
  if (blocks.length === 0) return <span className="note">{t('schedule.noWindows')}</span>
  const { campaign } = search
  const count = campaign
    ? blocks.flatMap(({ items }) => items).filter((one) => one.bulletin?.campaign === campaign)
        .length
    : null
  const share = (at: number) => {
    const [hours = 0, minutes = 0] = minuteOf(at, zone).split(':').map(Number)
    return Math.min(1, Math.max(0, (hours + minutes / 60 - FROM_HOUR) / HOURS))
  }
  const free = blocks.reduce((sum, block) => sum + Math.max(0, block.freeSamples), 0)
  const figure =
    count === null
      ? t('schedule.windows', { n: blocks.length })
      : t('schedule.airings', { n: count })
  return (
    <Link
      to="/lich-phat"
      search={{ ...search, station: station.id, date, week: undefined, group: undefined }}
      className="group-cell"
      data-none={count === 0 || undefined}
      data-testid="group-cell"
    >
      <span className="group-line" aria-hidden="true">
        {blocks.map((block) => (
          <span
            key={block.id}
            data-fill={fillOf(block).kind}
            style={{
              left: `${share(block.startsAt) * 100}%`,
              width: `max(3px, ${(share(endOf(block)) - share(block.startsAt)) * 100}%)`,
            }}
          />
        ))}
      </span>
      <span className="unseen">{writtenDate(date)}: </span>
      <span className="tabular group-figure">
        <b>{figure}</b>{' '}
        <span className="note">
          {!hasPlaylist(station)
            ? t('schedule.airings', {
                n: blocks.flatMap(({ items }) => items).length,
              })
            : free === 0
              ? t('schedule.full')
              : t('schedule.freeShort', { length: lengthOf(msOf(free)) })}
        </span>
      </span>
    </Link>
  )
}
