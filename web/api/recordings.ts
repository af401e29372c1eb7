import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import type { RecordingLine } from './shapes.ts'

/** What of the recordings a list shows. */
export type RecordingFilter = Readonly<{
  date: string
  station?: string | undefined
  verdict?: 'proved' | 'matches-in-clip' | 'heard-in-part' | 'not-proved' | 'nothing' | undefined
}>

const isOnItsWay = ({ state }: Pick<RecordingLine, 'state'>) =>
  state !== 'done' && state !== 'failed'

/** @param limit how many of those that match */
export function recordingsQuery({ date, station, verdict }: RecordingFilter, limit: number) {
  return queryOptions({
    queryKey: ['recordings', date, station, verdict, limit],
    queryFn: () =>
      answer(
        api.GET('/api/v1/recordings', {
          params: {
            query: {
              ...{ from: date, to: date, limit },
              ...(station ? { station } : {}),
              ...(verdict ? { verdict } : {}),
            },
          },
        }),
      ),
    placeholderData: keepPreviousData,
    // How far one was listened to is told by nobody.
    refetchInterval: ({ state }) => (state.data?.recordings.some(isOnItsWay) ? 3_000 : false),
  })
}

export function recordingQuery(recording: string) {
  return queryOptions({
    queryKey: ['recording', recording],
    queryFn: () =>
      answer(api.GET('/api/v1/recordings/{recording}', { params: { path: { recording } } })),
    refetchInterval: ({ state }) => (state.data && isOnItsWay(state.data) ? 3_000 : false),
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
