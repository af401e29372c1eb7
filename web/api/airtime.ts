import { queryOptions } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import type { NewWindow } from './shapes.ts'

/** A window as it was laid down, with those that relay it. */
export function laidWindowQuery(window: string) {
  return queryOptions({
    queryKey: ['windows', 'laid', window],
    queryFn: () => answer(api.GET('/api/v1/windows/{window}', { params: { path: { window } } })),
  })
}

/** On which days a window would open, and whether it can be made. */
export function windowTrialQuery(body: NewWindow | null, instead: string | null) {
  return queryOptions({
    queryKey: ['windows', 'trial', instead, body],
    queryFn: () =>
      answer(api.POST('/api/v1/windows/trial', { body: { ...(body as NewWindow), instead } })),
    enabled: body !== null,
  })
}

export const specialDaysQuery = queryOptions({
  queryKey: ['special-days'],
  queryFn: () => answer(api.GET('/api/v1/calendar-days')),
})

/** Anew with every plan: whoever confirms them sits elsewhere. */
export const quietHoursQuery = queryOptions({
  queryKey: ['plan', 'quiet-hours'],
  queryFn: () => answer(api.GET('/api/v1/office/quiet-hours')),
})

export const liveSourcesQuery = queryOptions({
  queryKey: ['live-sources'],
  queryFn: () => answer(api.GET('/api/v1/live-sources')),
})

export function limitsQuery(station: string) {
  return queryOptions({
    queryKey: ['limits', station],
    queryFn: () =>
      answer(api.GET('/api/v1/stations/{station}/limits', { params: { path: { station } } })),
  })
}

/** Bulletins that may stand in every occurrence of a window. */
export const fixedPartsQuery = queryOptions({
  queryKey: ['bulletins', 'fixed-parts'],
  queryFn: async () => {
    const kinds = ['tune', 'station-id', 'opening', 'closing', 'sting', 'time-signal'] as const
    const lists = await Promise.all(
      kinds.map(async (contentType) => {
        const { bulletins } = await answer(
          api.GET('/api/v1/bulletins', { params: { query: { contentType } } }),
        )
        return bulletins.map(({ id, title }) => ({ id, title, contentType }))
      }),
    )
    return lists.flat()
  },
})
