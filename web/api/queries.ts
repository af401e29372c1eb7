import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Clock } from '../../playout/contract/time.ts'
import type { BulletinFilter } from '../data/bulletin-list.ts'
import { answer, api } from './client.ts'
import { ProblemError } from './problem.ts'
import type { CampaignQuestion, SpeechSettings, Version } from './shapes.ts'

/** Every question that screens ask, with the key under which live.ts makes its answer stale. */

/** The office, and how far the server's clock is ahead of this machine's, in ms. */
export function officeQuery(clock: Pick<Clock, 'now'>) {
  return queryOptions({
    queryKey: ['office'],
    queryFn: async () => {
      const askedAt = clock.now()
      const office = await answer(api.GET('/api/v1/office'))
      return { office, offsetMs: Math.round(office.serverTime - (askedAt + clock.now()) / 2) }
    },
    refetchInterval: 5 * 60_000,
    structuralSharing: false,
  })
}

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () =>
    answer(api.GET('/api/v1/session')).catch((error: unknown) => {
      if (error instanceof ProblemError && error.problem.status === 401) return null
      throw error
    }),
})

export const stationsQuery = queryOptions({
  queryKey: ['stations'],
  queryFn: () => answer(api.GET('/api/v1/stations')),
  refetchInterval: 20_000,
})

/** Groups of stations that windows, campaigns and special days speak of. */
export const stationGroupsQuery = queryOptions({
  queryKey: ['station-groups'],
  queryFn: () => answer(api.GET('/api/v1/station-groups')),
})

export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: () => answer(api.GET('/api/v1/units')),
})

export const staffQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: () => answer(api.GET('/api/v1/staff')),
})

export function planQuery(station: string, date: string) {
  return queryOptions({
    queryKey: ['plan', station, date],
    queryFn: () => answer(api.GET('/api/v1/plan', { params: { query: { station, date } } })),
  })
}

/** Seven days from a date; what lies beyond the planned days is a forecast. */
export function weekPlanQuery(station: string, from: string) {
  return queryOptions({
    queryKey: ['plan', 'week', station, from],
    queryFn: () => answer(api.GET('/api/v1/plan/week', { params: { query: { station, from } } })),
    placeholderData: keepPreviousData,
  })
}

/** Every playlist that a day ever had, newest first. */
export function planVersionsQuery(station: string, date: string) {
  return queryOptions({
    queryKey: ['plan', 'versions', station, date],
    queryFn: () =>
      answer(api.GET('/api/v1/plan/versions', { params: { query: { station, date } } })),
  })
}

export function planDifferenceQuery(station: string, date: string, from: number, to: number) {
  return queryOptions({
    queryKey: ['plan', 'difference', station, date, from, to],
    queryFn: () =>
      answer(
        api.GET('/api/v1/plan/versions/diff', {
          params: { query: { station, date, from, to } },
        }),
      ),
    // A version is never rewritten.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

/** Emergencies that wait for a second person before they may sound in quiet hours; follows the plan. */
export const quietConfirmationsQuery = queryOptions({
  queryKey: ['plan', 'quiet-confirmations'],
  queryFn: () => answer(api.GET('/api/v1/quiet-confirmations')),
})

/**
 * @param limit how many of those that match
 * @param mine only what this person works on
 */
export function bulletinsQuery(filter: BulletinFilter, limit: number, mine: boolean) {
  return queryOptions({
    queryKey: ['bulletins', filter, limit, mine],
    queryFn: () =>
      answer(
        api.GET('/api/v1/bulletins', {
          params: { query: { ...filter, limit, ...(mine ? { mine: 'yes' as const } : {}) } },
        }),
      ),
    // While the next letter of a search is on its way, what was found for the last one stays.
    placeholderData: keepPreviousData,
  })
}

export function bulletinQuery(bulletin: string) {
  return queryOptions({
    queryKey: ['bulletin', bulletin],
    queryFn: () =>
      answer(api.GET('/api/v1/bulletins/{bulletin}', { params: { path: { bulletin } } })),
  })
}

/** Who did what to it; under the bulletin's own key, so that it is fetched anew with it. */
export function historyQuery(bulletin: string) {
  return queryOptions({
    queryKey: ['bulletin', bulletin, 'history'],
    queryFn: () =>
      answer(api.GET('/api/v1/bulletins/{bulletin}/history', { params: { path: { bulletin } } })),
  })
}

export function sheetQuery(bulletin: string, number: number) {
  return queryOptions({
    queryKey: ['bulletin', bulletin, 'sheet', number],
    queryFn: () =>
      answer(
        api.GET('/api/v1/bulletins/{bulletin}/versions/{number}/sheet', {
          params: { path: { bulletin, number } },
        }),
      ),
  })
}

/** Where it will sound, as planned; follows the plan. */
export function planItemsQuery(bulletin: string) {
  return queryOptions({
    queryKey: ['plan', 'items', bulletin],
    queryFn: () => answer(api.GET('/api/v1/plan/items', { params: { query: { bulletin } } })),
  })
}

/** What might be said better in a text, by the rules of its campaign. */
export function wordingQuery(campaign: string | null, language: Version['language'], text: string) {
  return queryOptions({
    queryKey: ['wording', campaign, language, text],
    queryFn: () =>
      answer(api.POST('/api/v1/wording/check', { body: { campaign, language, text } })),
    enabled: campaign !== null && text.trim() !== '',
    // A text and its rules do not change while they are looked at.
    staleTime: 5 * 60_000,
  })
}

export function wordingRulesQuery(campaign: string) {
  return queryOptions({
    queryKey: ['wording', 'rules', campaign],
    queryFn: () =>
      answer(api.GET('/api/v1/campaigns/{campaign}/wording', { params: { path: { campaign } } })),
  })
}

/** One's own uploads; looked at often while one is on its way. */
export const uploadsQuery = queryOptions({
  queryKey: ['uploads'],
  queryFn: () => answer(api.GET('/api/v1/uploads')),
  refetchInterval: ({ state }) =>
    state.data?.some(({ stage }) => stage !== 'receiving' && stage !== 'done') ? 1_500 : false,
})

export const campaignsQuery = queryOptions({
  queryKey: ['campaigns'],
  queryFn: () => answer(api.GET('/api/v1/campaigns')),
})

/** One campaign, with what it asks for and its phases. */
export function campaignQuery(campaign: string) {
  return queryOptions({
    queryKey: ['campaign', campaign],
    queryFn: () =>
      answer(api.GET('/api/v1/campaigns/{campaign}', { params: { path: { campaign } } })),
  })
}

/** What is wrong or odd with a campaign as it is typed; what was said stays until the new is there. */
export function campaignCheckQuery(question: CampaignQuestion) {
  return queryOptions({
    queryKey: ['campaign', 'check', question],
    queryFn: () => answer(api.POST('/api/v1/campaigns/check', { body: question })),
    placeholderData: keepPreviousData,
  })
}

/** What was heard of a campaign and is planned of it, station by station and day by day. */
export function campaignProgressQuery(
  campaign: string,
  query: Readonly<{ from: string; to: string }>,
) {
  return queryOptions({
    queryKey: ['progress', campaign, query],
    queryFn: () =>
      answer(
        api.GET('/api/v1/campaigns/{campaign}/progress', { params: { path: { campaign }, query } }),
      ),
    placeholderData: keepPreviousData,
  })
}

/** What was owed yesterday and did not sound. */
export function makeGoodQuery(campaign: string) {
  return queryOptions({
    queryKey: ['make-good', campaign],
    queryFn: () => answer(api.GET('/api/v1/make-good', { params: { query: { campaign } } })),
  })
}

/** What a commune may air by itself, what it takes of it and in which order. */
export function communeProgrammeQuery(station: string) {
  return queryOptions({
    queryKey: ['programme', station],
    queryFn: () => answer(api.GET('/api/v1/commune-programme', { params: { query: { station } } })),
  })
}

export function windowsQuery(station: string) {
  return queryOptions({
    queryKey: ['windows', station],
    queryFn: () => answer(api.GET('/api/v1/windows', { params: { query: { station } } })),
  })
}

export function airingsQuery(query: Readonly<Record<string, string>>) {
  return queryOptions({
    queryKey: ['airings', query],
    queryFn: () => answer(api.GET('/api/v1/airings', { params: { query } })),
  })
}

export function countsQuery(from: string, to: string) {
  return queryOptions({
    queryKey: ['counts', from, to],
    queryFn: () => answer(api.GET('/api/v1/counts', { params: { query: { from, to } } })),
  })
}

export function ledgerEntryQuery(leaf: number) {
  return queryOptions({
    queryKey: ['ledger', leaf],
    queryFn: () => answer(api.GET('/api/v1/ledger/entries/{leaf}', { params: { path: { leaf } } })),
    // An entry is never rewritten.
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export const checkpointQuery = queryOptions({
  queryKey: ['checkpoint'],
  queryFn: async () => {
    const response = await fetch('/api/v1/ledger/checkpoint')
    return response.ok ? response.text() : null
  },
})

export function matrixQuery(date: string) {
  return queryOptions({
    queryKey: ['matrix', date],
    queryFn: () => answer(api.GET('/api/v1/compliance/day', { params: { query: { date } } })),
  })
}

/** The same day, for who must relay when: it follows the plan, not every airing. */
export function dayWindowsQuery(date: string) {
  return queryOptions({ ...matrixQuery(date), queryKey: ['plan', 'windows-of-day', date] })
}

export const recallsQuery = queryOptions({
  queryKey: ['recalls'],
  queryFn: () => answer(api.GET('/api/v1/recalls')),
  // Whom to call changes with the clock alone, a minute after the recall.
  refetchInterval: ({ state }) =>
    state.data?.recalls.some(({ tally }) => !tally.complete) ? 5_000 : 60_000,
})

export function recallQuery(recall: string) {
  return queryOptions({
    queryKey: ['recall', recall],
    queryFn: () => answer(api.GET('/api/v1/recalls/{recall}', { params: { path: { recall } } })),
    refetchInterval: ({ state }) => (state.data?.tally.complete ? false : 5_000),
  })
}

export function recallPreviewQuery(bulletin: string, number: number) {
  return queryOptions({
    queryKey: ['recall-preview', bulletin, number],
    queryFn: () =>
      answer(
        api.GET('/api/v1/bulletins/{bulletin}/versions/{number}/recall-preview', {
          params: { path: { bulletin, number } },
        }),
      ),
    // What is on air changes by the second.
    refetchInterval: 3_000,
    staleTime: 0,
  })
}

/** What this machine speaks with. */
export const voicesQuery = queryOptions({
  queryKey: ['voices'],
  queryFn: () => answer(api.GET('/api/v1/speech/voices')),
  staleTime: 60_000,
})

/** How a text will be read, sentence by sentence; what was there stays until the new is. */
export function spokenTextQuery(
  text: string,
  language: Version['language'],
  { voice, readings }: Pick<SpeechSettings, 'voice' | 'readings'>,
) {
  return queryOptions({
    queryKey: ['spoken-text', language, voice, readings, text],
    queryFn: () =>
      answer(api.POST('/api/v1/speech/preview', { body: { text, language, voice, readings } })),
    placeholderData: keepPreviousData,
  })
}

/** How far one's own speech has got. */
export const speechProgressQuery = queryOptions({
  queryKey: ['speech-progress'],
  queryFn: () => answer(api.GET('/api/v1/speech/progress')),
  refetchInterval: 700,
})

/** How the office reads its own words. */
export const officeReadingsQuery = queryOptions({
  queryKey: ['office-readings'],
  queryFn: () => answer(api.GET('/api/v1/speech/readings')),
})
