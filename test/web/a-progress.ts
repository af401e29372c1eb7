import type { ProgressDay, ProgressStation } from '../../web/data/campaign-progress.ts'

const own = {
  floor: 0,
  cap: null,
  planned: 0,
  aired: 0,
  partial: 0,
  missed: 0,
  short: null,
  unasked: null,
}
const proof = { heard: 0, logged: 0, imported: 0, declared: 0 }
const relay = { owed: 0, relayed: 0, proof, partly: 0, missed: 0, noEvidence: 0, upcoming: 0 }

/** A day on which nothing was asked, but for what is given. */
export function aDay(
  date: string,
  news: Readonly<{
    own?: Partial<ProgressDay['own']>
    relay?: Partial<ProgressDay['relay']>
  }> = {},
): ProgressDay {
  return {
    date,
    own: { ...own, ...news.own },
    relay: { ...relay, ...news.relay },
    opens: { plan: '/api/v1/plan', airings: '/api/v1/airings', obligations: '/api/v1/compliance' },
  }
}

/** A commune that relays, with these days. */
export function aProgressStation(
  days: ProgressDay[],
  news: Partial<ProgressStation> = {},
): ProgressStation {
  return {
    ...{ station: 's', name: 'Trạm Mỹ Hương', role: 'commune', technology: 'ip', meant: true },
    ...{ airs: false, days, own, relay, airings: '/api/v1/airings' },
    ...news,
  }
}
