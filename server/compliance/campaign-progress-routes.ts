import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { visitorOf } from '../access.ts'
import { airingProblem } from '../airing/airing-errors.ts'
import { calendarDate } from '../calendar-date.ts'
import { effectivePeriod } from '../campaign/campaign.ts'
import { getCampaign } from '../campaign/campaign-store.ts'
import type { Deps } from '../deps.ts'
import { addDays, localDateOf } from '../plan/local-time.ts'
import { isSample } from '../plan/setting-store.ts'
import { listStations } from '../station/station-store.ts'
import { progressFormula, sumProgress } from './campaign-progress.ts'
import { readProgress } from './campaign-progress-store.ts'
import { CampaignProgress } from './campaign-progress-view.ts'

/** More days than these are asked for in parts. */
const MOST_DAYS = 100

const readers = ['supervisor', 'approver', 'editor', 'administrator', 'duty'] as const

/** How far a campaign is, station by station and day by day, against what it asks for. */
export const campaignProgressRoutes: FastifyPluginAsyncZod<Deps> = async (api, { db, clock }) => {
  api.get(
    '/campaigns/:campaign/progress',
    {
      config: { access: { roles: [...readers], unit: 'any' } },
      schema: {
        summary:
          'What was owed, planned, aired and relayed of a campaign; its days so far unless given',
        params: z.object({ campaign: z.string() }),
        querystring: z.object({ from: calendarDate.optional(), to: calendarDate.optional() }),
        response: { 200: CampaignProgress },
      },
    },
    async (request) => {
      const now = clock.now()
      const visitor = visitorOf(request)
      const campaign = await getCampaign(db, request.params.campaign)
      const stations = await listStations(db)
      const [district] = stations
      if (!district) throw new Error('an office has a district station from its first start')
      const today = localDateOf(now, district.zone)
      const dates = datesOf(request.query, effectivePeriod(campaign), today)
      const communes = stations.filter(
        ({ role, unit_id }) => role === 'commune' && visitor.may([...readers], unit_id),
      )
      const progress = await readProgress(db, campaign, [district, ...communes], dates, now)
      const [from, to] = [dates[0] ?? today, dates.at(-1) ?? today]
      return {
        ...{ campaign: campaign.id, name: campaign.name, sample: await isSample(db), from, to },
        dates,
        stations: progress.map(({ station, meant, airs, days }) => {
          const { id, name, role, technology } = station
          return {
            ...{ station: id, name, role, technology, meant, airs },
            days: days.map((day, index) => {
              const date = dates[index] ?? today
              return { date, ...day, opens: opensOf(id, campaign.id, date) }
            }),
            ...sumProgress(days),
            airings: airingsOf({ from, to, station: id, campaign: campaign.id }),
          }
        }),
        formula: progressFormula,
      }
    },
  )
}

/** @throws Problem `dates-turned-round`, `dates-too-many` */
function datesOf(
  query: Readonly<{ from?: string | undefined; to?: string | undefined }>,
  period: Readonly<{ from: string; to: string }>,
  today: string,
): string[] {
  const last = period.to < today ? period.to : today
  const to = query.to ?? query.from ?? (last < period.from ? period.from : last)
  const earliest = addDays(to, 1 - MOST_DAYS)
  const from = query.from ?? (period.from > earliest && period.from <= to ? period.from : earliest)
  if (from > to) throw airingProblem('dates-turned-round', { from, to })
  const dates: string[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) {
    if (dates.length === MOST_DAYS) throw airingProblem('dates-too-many', { most: MOST_DAYS })
    dates.push(date)
  }
  return dates
}

function opensOf(station: string, campaign: string, date: string) {
  return {
    plan: `/api/v1/plan?${new URLSearchParams({ station, date })}`,
    airings: airingsOf({ date, station, campaign }),
    obligations: `/api/v1/compliance/day?${new URLSearchParams({ date })}`,
  }
}

function airingsOf(which: Readonly<Record<string, string>>): string {
  return `/api/v1/airings?${new URLSearchParams({ ...which, purpose: 'programme' })}`
}
