import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import type { paths } from './schema.gen.ts'

/** What people order about the sound of this moment; `orders` and `happenings` are keys of live.ts. */

type Answer<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Content } } }
}
  ? Content
  : never

export type Emergency = Answer<paths['/api/v1/emergencies']['get']>[number]
export type EmergencyPreview = Answer<paths['/api/v1/emergencies/preview']['post']>
export type StopList = Answer<paths['/api/v1/stops']['get']>
export type Stop = StopList['orders'][number]
export type StopPreview = Answer<paths['/api/v1/stops/preview']['post']>
export type StopWish =
  paths['/api/v1/stops/preview']['post']['requestBody']['content']['application/json']['where']
export type Happening = Answer<paths['/api/v1/happenings']['get']>[number]

/** One station of an order, with whom to call there. */
export type Reach = Pick<
  Stop['stations'][number],
  ('station' | 'stationName' | 'technology' | 'way' | 'phone' | 'contacts' | 'lastSeenAt') | 'call'
>

export const emergenciesQuery = queryOptions({
  queryKey: ['orders', 'emergencies'],
  queryFn: () => answer(api.GET('/api/v1/emergencies')),
  refetchInterval: 20_000,
})

export const stopsQuery = queryOptions({
  queryKey: ['orders', 'stops'],
  queryFn: () => answer(api.GET('/api/v1/stops')),
  refetchInterval: 20_000,
})

/** Asked anew each time: what could be ordered a minute ago may be recalled by now. */
export const emergencyChoicesQuery = queryOptions({
  queryKey: ['orders', 'choices'],
  queryFn: () => answer(api.GET('/api/v1/emergencies/bulletins')),
  staleTime: 0,
})

export function happeningsQuery(station: string | undefined) {
  return queryOptions({
    queryKey: ['happenings', station ?? ''],
    queryFn: () =>
      answer(api.GET('/api/v1/happenings', { params: { query: station ? { station } : {} } })),
  })
}
