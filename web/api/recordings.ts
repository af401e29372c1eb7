import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import type { RecordingLine, RecordingPage } from './shapes.ts'

/** What of the recordings a list shows. */
export type RecordingFilter = Readonly<{
  date: string
  station?: string | undefined
  verdict?: 'proved' | 'matches-in-clip' | 'heard-in-part' | 'not-proved' | 'nothing' | undefined
}>

const isOnItsWay = ({ state }: Pick<RecordingLine, 'state'>) =>
  state !== 'done' && state !== 'failed'

const PAGE = 50

/** Those that match, newest first, page by page for as long as somebody asks for more. */
export function recordingsQuery({ date, station, verdict }: RecordingFilter) {
  return infiniteQueryOptions({
    queryKey: ['recordings', date, station, verdict],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam: cursor }: { pageParam: string | null }): Promise<RecordingPage> =>
      answer(
        api.GET('/api/v1/recordings', {
          params: {
            query: {
              ...{ from: date, to: date, limit: PAGE },
              ...(cursor === null ? {} : { cursor }),
              ...(station ? { station } : {}),
              ...(verdict ? { verdict } : {}),
            },
          },
        }),
      ),
    getNextPageParam: (page: RecordingPage) => page.cursor,
    placeholderData: keepPreviousData,
    // How far one was listened to is told by nobody.
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ recordings }) => recordings.some(isOnItsWay)) ? 3_000 : false,
  })
}

/** How long the sound of recordings is kept. */
export const soundKeepingQuery = queryOptions({
  queryKey: ['recording-sound'],
  queryFn: () => answer(api.GET('/api/v1/office/recording-sound')),
})

export function recordingQuery(recording: string) {
  return queryOptions({
    queryKey: ['recording', recording],
    queryFn: () =>
      answer(api.GET('/api/v1/recordings/{recording}', { params: { path: { recording } } })),
    refetchInterval: ({ state: { data } }) =>
      data && (isOnItsWay(data) || data.soundPercent !== null) ? 3_000 : false,
  })
}

/** Where recordings contradict logs or people, on one date. */
export function disagreementsQuery(date: string) {
  return queryOptions({
    queryKey: ['matrix', 'disagreements', date],
    queryFn: () =>
      answer(
        api.GET('/api/v1/compliance/disagreements', {
          params: { query: { from: date, to: date } },
        }),
      ),
  })
}
