import { type LocalDate, samplesToMs } from '../../playout/contract/time.ts'
import type { AiringOutcome } from './airing.ts'

/** What counting needs of an airing. */
export type CountedAiring = Readonly<{
  date: LocalDate
  station: string
  item: string
  purpose: 'programme' | 'test'
  kind: 'bulletin' | 'tune' | 'test'
  title: string
  bulletin: string | null
  version: string | null
  campaign: string | null
  relayOf: string | null
  outcome: AiringOutcome
  samplesSent: number | null
  /** It began after its version was recalled. */
  afterRecall: boolean
}>

/** A campaign item that stands in the plan. */
export type PlannedItem = Readonly<{
  date: LocalDate
  station: string
  item: string
  title: string
  bulletin: string
  version: string
}>

/** One bulletin version at one station on one day. */
export type Count = {
  readonly date: LocalDate
  readonly station: string
  readonly bulletin: string
  readonly version: string
  readonly title: string
  aired: number
  relayed: number
  partial: number
  missed: number
  planned: number
  afterRecall: number
  soundMs: number
}

export type Counts = Readonly<{
  rows: readonly Count[]
  /** Counted apart and in no row. */
  apart: Readonly<{ tunes: number; tests: number }>
}>

/** How the figures come about, as it stands under every table of them. */
export const formula = {
  vi: 'Lượt phát = lượt của bản tin đã duyệt thuộc đợt tuyên truyền, trong chương trình, phát được từ 95 % thời lượng và nghe được (mức trung bình trên −60 dBFS). Phát dở đếm riêng. Không phát là mục đã xếp lịch mà trạm ký xác nhận không phát ra tiếng; không có tin báo thì không tính là không phát. Nhạc hiệu và phát thử không tính. Phát sau thu hồi (bắt đầu sau lúc bản tin bị thu hồi) đếm riêng, không bao giờ là lượt phát hay lượt tiếp âm. Mỗi lượt đếm đúng một lần cho trạm đã phát, không nhân với số cụm loa hay số xã.',
  en: 'An airing counts when an approved campaign bulletin sounded in the programme for at least 95 % of its length, audibly (mean level above −60 dBFS). Partial ones are counted apart. Missed is a planned item of which the station signed that nothing sounded; no word is not a miss. Tunes and tests do not count. What began after its bulletin was recalled is counted apart, and is never an airing or a relay. Each airing counts once, for the station that aired it, never times loudspeakers or communes.',
} as const

/** Outcomes in which a station signed that nothing was to be heard. */
const soundless: ReadonlySet<AiringOutcome> = new Set(['skipped', 'dropped', 'silent'])

/** Counts airings and planned items per date, station and bulletin version, in that order. */
export function countAirings(
  airings: readonly CountedAiring[],
  planned: readonly PlannedItem[],
): Counts {
  const rows = new Map<string, Count>()
  const rowOf = (one: Pick<PlannedItem, 'date' | 'station' | 'bulletin' | 'version' | 'title'>) => {
    const key = [one.date, one.station, one.version].join('\n')
    const row = rows.get(key) ?? {
      ...{ date: one.date, station: one.station, bulletin: one.bulletin, version: one.version },
      ...{
        title: one.title,
        aired: 0,
        relayed: 0,
        partial: 0,
        missed: 0,
        planned: 0,
        afterRecall: 0,
        soundMs: 0,
      },
    }
    rows.set(key, row)
    return row
  }
  const apart = { tunes: 0, tests: 0 }
  const outcomes = new Map<string, AiringOutcome[]>()
  for (const airing of airings) {
    const { purpose, kind, outcome, bulletin, version, campaign } = airing
    const sounded = outcome === 'aired' || outcome === 'partial'
    if (purpose === 'test') apart.tests += sounded ? 1 : 0
    else if (kind === 'tune') apart.tunes += sounded ? 1 : 0
    else if (bulletin !== null && version !== null && campaign !== null) {
      const row = rowOf({ ...airing, bulletin, version })
      if (airing.afterRecall) {
        if (sounded || outcome === 'sounding') row.afterRecall += 1
        continue
      }
      if (outcome === 'aired') row.aired += 1
      if (outcome === 'aired' && airing.relayOf !== null) row.relayed += 1
      if (outcome === 'partial') row.partial += 1
      if (sounded) row.soundMs += samplesToMs(airing.samplesSent ?? 0)
      outcomes.set(airing.item, [...(outcomes.get(airing.item) ?? []), outcome])
    }
  }
  for (const item of planned) {
    const row = rowOf(item)
    row.planned += 1
    const tries = outcomes.get(item.item) ?? []
    if (tries.length > 0 && tries.every((outcome) => soundless.has(outcome))) row.missed += 1
  }
  const sorted = [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  return { rows: sorted, apart }
}

/** The listing that opens a row: every airing that was looked at for it. */
export function airingsOf({ date, station, version }: Pick<Count, 'date' | 'station' | 'version'>) {
  const query = new URLSearchParams({ date, station, version, purpose: 'programme' })
  return `/api/v1/airings?${query}`
}
