import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { stationsQuery } from '../api/queries.ts'
import { type RecordingFilter, recordingsQuery } from '../api/recordings.ts'
import { DayChoice } from '../part/day-choice.tsx'
import { Empty } from '../part/empty.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { localDateOf } from '../text/format.ts'
import { Disagreements } from './disagreements.tsx'
import { RecordingRow } from './recording-row.tsx'

const verdicts = ['proved', 'matches-in-clip', 'heard-in-part', 'not-proved'] as const

/** Bản ghi âm: what was recorded at the loudspeakers on a day, and where it contradicts other words. */
export function RecordingsPage() {
  const { t } = useTranslation()
  const { office } = useSigned()
  const today = localDateOf(useNow(60_000), office.zone)
  const search = useSearch({ from: '/ban-ghi' })
  const navigate = useNavigate()
  const date = search.date ?? today
  const { data: stations = [] } = useQuery(stationsQuery)
  const filter = { date, station: search.station, verdict: search.verdict } as RecordingFilter
  const found = useInfiniteQuery(recordingsQuery(filter))
  const lines = found.data?.pages.flatMap(({ recordings }) => recordings) ?? []
  const go = (news: Partial<typeof search>) =>
    void navigate({ to: '/ban-ghi', search: { ...search, ...news } })
  return (
    <div data-testid="screen-recordings">
      <div className="page-head">
        <h1>{t('hearing.title')}</h1>
        <div className="page-tools">
          <DayChoice date={date} today={today} onDate={(chosen) => go({ date: chosen })} />
          <NativeSelect
            label={t('station')}
            value={search.station ?? ''}
            onChange={(event) => go({ station: event.currentTarget.value })}
            data={[
              { value: '', label: t('hearing.allStations') },
              ...stations.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <NativeSelect
            label={t('hearing.result')}
            value={search.verdict ?? ''}
            onChange={(event) => go({ verdict: event.currentTarget.value })}
            data={[
              { value: '', label: t('hearing.allResults') },
              ...verdicts.map((value) => ({ value, label: t(`hearing.verdict.${value}`) })),
              { value: 'nothing', label: t('hearing.nothing') },
            ]}
          />
        </div>
      </div>
      <Disagreements date={date} />
      <ProblemNote error={found.error} again={() => void found.refetch()} />
      {found.isPending && <Waiting />}
      {found.data && lines.length === 0 && (
        <Empty
          says={t(search.station || search.verdict ? 'hearing.emptyFiltered' : 'hearing.empty')}
        />
      )}
      <ul className="recordings">
        {lines.map((line) => (
          <li key={line.id}>
            <RecordingRow line={line} />
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          variant="default"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
          data-testid="more-recordings"
        >
          {t('hearing.more')}
        </Button>
      )}
    </div>
  )
}
