import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import type { paths } from './schema.gen.ts'

type Answer<Operation, Status extends number = 200> = Operation extends {
  responses: Record<Status, { content: { 'application/json': infer Content } }>
}
  ? Content
  : never

export type Feed = Answer<paths['/api/v1/feeds/{station}.json']['get']>
export type FeedWindow = Feed['windows'][number]
export type FeedItem = FeedWindow['items'][number]
export type FeedAddress = Answer<paths['/api/v1/stations/{station}/feed-addresses']['get']>[number]
export type NewFeedAddress = Answer<paths['/api/v1/stations/{station}/feed-addresses']['post'], 201>

export type ImportedList = Answer<paths['/api/v1/plan/import']['post']>
type WantedImport =
  paths['/api/v1/plan/import']['post']['requestBody']['content']['application/json']

/** What a station airs in some days from a date on. */
export function feedQuery(station: string, from: string, days: number) {
  return queryOptions({
    queryKey: ['plan', 'feed', station, from, days],
    queryFn: () =>
      answer(
        api.GET('/api/v1/feeds/{station}.json', {
          params: { path: { station }, query: { from, days } },
        }),
      ),
  })
}

/** What a list of another program would place in a window; nothing is changed by asking. */
export function importQuery(wanted: WantedImport) {
  return queryOptions({
    queryKey: ['plan', 'import', wanted],
    queryFn: () => answer(api.POST('/api/v1/plan/import', { body: wanted })),
  })
}

/** Addresses that phones subscribed to. */
export function feedAddressesQuery(station: string) {
  return queryOptions({
    queryKey: ['feed-addresses', station],
    queryFn: () =>
      answer(
        api.GET('/api/v1/stations/{station}/feed-addresses', { params: { path: { station } } }),
      ),
  })
}
