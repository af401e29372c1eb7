import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { isCountedIn, queryOf } from '../data/airing-filter.ts'
import { Empty } from '../part/empty.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { AiringRow } from './airing-row.tsx'
import { useArrivals } from './arrivals.ts'
import { CountsTable } from './counts-table.tsx'
import { FilterNote } from './filter-note.tsx'
import { Happenings } from './happenings.tsx'
import { useKeptPlace } from './kept-place.ts'

/** Nhật ký: what was aired, as the stations signed it, newest first. */
export function LogPage() {
  const { t } = useTranslation()
  const { office } = useSigned()
  const filter = useSearch({ from: '/nhat-ky' })
  const query = queryOf(filter)
  const [opened, setOpened] = useState<string | null>(null)
  const pages = useInfiniteQuery({
    queryKey: ['airings', 'log', query],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/airings', {
          params: { query: { limit: 60, ...query, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.cursor,
  })
  const airings = (pages.data?.pages ?? [])
    .flatMap((page) => page.airings)
    .filter((airing) => isCountedIn(filter.figure, airing))
  const body = useKeptPlace(opened !== null)
  const arrived = useArrivals(airings)
  const filtered = Object.values(filter).some(Boolean)
  return (
    <div className="log" data-testid="screen-log">
      <div className="page-head">
        <h1>{t('log.title')}</h1>
      </div>
      <CountsTable />
      <Happenings station={filter.station} />
      <FilterNote filter={filter} shown={airings.length} />
      <ProblemNote error={pages.error} again={() => void pages.refetch()} />
      {pages.isPending && <Waiting />}
      {pages.data && airings.length === 0 && !pages.hasNextPage && (
        <Empty says={t(filtered ? 'log.noMatch' : 'log.empty')}>
          {filtered && (
            <Link to="/nhat-ky" search={{}}>
              {t('log.clear')}
            </Link>
          )}
        </Empty>
      )}
      {airings.length > 0 && (
        <table className="airings" data-testid="airings">
          <thead>
            <tr>
              <th scope="col">{t('log.planned')}</th>
              <th scope="col" className="wide-only">
                {t('log.actual')}
              </th>
              <th scope="col" className="difference-head">
                {t('log.difference')}
              </th>
              <th scope="col">{t('log.item')}</th>
              <th scope="col" className="wide-only">
                {t('station')}
              </th>
              <th scope="col">{t('log.outcome')}</th>
              <th scope="col" className="wide-only">
                {t('log.grade')}
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            {airings.map((airing) => (
              <AiringRow
                key={airing.id}
                airing={airing}
                zone={office.zone}
                opened={opened === airing.id}
                arrived={arrived.has(airing.id)}
                onToggle={setOpened}
              />
            ))}
          </tbody>
        </table>
      )}
      {pages.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
          className="no-print"
        >
          {t('log.older')}
        </Button>
      )}
    </div>
  )
}
