import { Button, NativeSelect } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WeekPlan } from '../api/planning.ts'
import { campaignsQuery, stationGroupsQuery, weekPlanQuery } from '../api/queries.ts'
import type { Station } from '../api/shapes.ts'
import { fillOf } from '../data/fill.ts'
import { endOf, msOf } from '../data/plan-line.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { daysAfter, lengthOf, minuteOf, writtenDate } from '../text/format.ts'
import { useCarried } from './carried.ts'
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
            <StationRows stations={shown} monday={monday} />
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

function StationRows({ stations, monday }: { stations: readonly Station[]; monday: string }) {
  const { office } = useSigned()
  // The district's too: stations without a player carry it.
  const played = new Set([office.station, ...stations.filter(hasPlaylist).map(({ id }) => id)])
  const weeks = useQueries({
    queries: [...played].map((id) => weekPlanQuery(id, monday)),
    combine: (found) => ({
      byStation: new Map(found.flatMap(({ data }) => (data ? [[data.station, data]] : []))),
      error: found.find(({ error }) => error)?.error ?? null,
    }),
  })
  return (
    <>
      {weeks.error && (
        <tr>
          <td colSpan={8}>
            <ProblemNote error={weeks.error} />
          </td>
        </tr>
      )}
      {stations.map((station) => (
        <StationRow key={station.id} station={station} weeks={weeks.byStation} />
      ))}
    </>
  )
}

function StationRow({
  station,
  weeks,
}: {
  station: Station
  weeks: ReadonlyMap<string, WeekPlan>
}) {
  const { search } = useSchedulePlace()
  const { played, carries } = useCarried(station.id, hasPlaylist(station))
  const week = weeks.get(played)
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
      {week ? (
        week.days.map((day) => (
          <td key={day.date} data-forecast={day.forecast || undefined}>
            <DayCell
              station={station.id}
              date={day.date}
              zone={week.zone}
              blocks={day.blocks.filter((block) => block.purpose === 'programme' && carries(block))}
            />
          </td>
        ))
      ) : (
        <td colSpan={7} />
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
  station: string
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
      search={{ ...search, station, date, week: undefined, group: undefined }}
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
          {free === 0
            ? t('schedule.full')
            : t('schedule.freeShort', { length: lengthOf(msOf(free)) })}
        </span>
      </span>
    </Link>
  )
}
