import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { stationGroupsQuery } from '../api/queries.ts'
import { ALL, useDayView, useSchedulePlace } from './place.ts'

/** Title, which station or group, week or day; `children` are the tools of the one that is shown. */
export function ScheduleHead({ onPaper, children }: { onPaper?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  const { station, group, search, today, stations, go } = useSchedulePlace()
  const { data: groups = [] } = useQuery(stationGroupsQuery)
  const day = search.date !== undefined && group === null
  const { asList, narrow } = useDayView()
  return (
    <div className="page-head">
      <h1>
        {t('schedule.title')}
        <span className="print-only"> {onPaper}</span>
      </h1>
      <div className="page-tools no-print">
        <NativeSelect
          label={t('schedule.where')}
          value={group === null ? station : `group:${group}`}
          onChange={(event) => {
            const { value } = event.currentTarget
            if (value.startsWith('group:')) go({ group: value.slice(6), date: undefined })
            else go({ station: value, group: undefined })
          }}
          data={[
            {
              group: t('schedule.stations'),
              items: stations.map(({ id, name }) => ({ value: id, label: name })),
            },
            {
              group: t('schedule.groups'),
              items: [
                { value: `group:${ALL}`, label: t('schedule.allStations') },
                ...groups.map(({ id, name }) => ({ value: `group:${id}`, label: name })),
              ],
            },
          ]}
        />
        <nav className="switch" aria-label={t('schedule.views')}>
          <Link
            to="/lich-phat"
            search={{ ...search, date: undefined, as: undefined }}
            data-on={day ? undefined : true}
            activeOptions={{ exact: true }}
            activeProps={{}}
          >
            {t('schedule.week')}
          </Link>
          <Link
            to="/lich-phat"
            search={{
              ...{ ...search, date: search.date ?? today, group: undefined },
              as: day && narrow ? 'time' : undefined,
            }}
            data-on={(day && !asList) || undefined}
            activeOptions={{ exact: true }}
            activeProps={{}}
          >
            {t('schedule.day')}
          </Link>
          {day && (
            <Link
              to="/lich-phat"
              search={{ ...search, as: 'list' }}
              data-on={asList || undefined}
              activeOptions={{ exact: true }}
              activeProps={{}}
            >
              {t('schedule.list')}
            </Link>
          )}
        </nav>
        {children}
      </div>
    </div>
  )
}
