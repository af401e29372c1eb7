import type { LocalDate } from '../../playout/contract/time.ts'
import { effectivePeriod } from '../campaign/campaign.ts'
import type { WantedCampaign } from '../campaign/finding.ts'
import { airsOn } from '../campaign/orders-on.ts'
import { writtenDate } from '../campaign/written-moment.ts'
import type { ProblemParams } from '../errors.ts'
import type { StationGroup } from '../station/group.ts'
import { isMeant } from '../station/group.ts'
import type { FitCode } from './campaign-fit-text.ts'
import { lengthWords } from './length-words.ts'
import { addDays } from './local-time.ts'
import type { PlanStation } from './plan-station.ts'
import {
  type AirWindow,
  type Occurrence,
  occurrencesOn,
  segmentOf,
  USUAL_MOST_ITEMS,
} from './window.ts'

/** What a campaign's wishes are held against. */
export type FitSource = Readonly<{
  today: LocalDate
  stations: readonly PlanStation[]
  groups: ReadonlyMap<string, StationGroup>
  windowsOf(station: PlanStation): readonly AirWindow[]
  /** Length of the campaign's shortest bulletin that has its sound; null while it has none. */
  shortestMs: number | null
  longest: Readonly<{ title: string; lengthMs: number }> | null
  /** What other campaigns must have on a date at a station: airings, and the least time for them. */
  others(station: PlanStation, date: LocalDate): Readonly<{ airings: number; leastMs: number }>
}>

export type FitFinding = Readonly<{
  code: FitCode
  field: 'floor' | 'spread' | 'sharePercent' | 'campaignGapMs' | 'heardAt' | null
  params: ProblemParams
}>

/** Days that are looked at: windows come back by the week. */
const DAYS = 7
const MOST_FINDINGS = 12

/**
 * Where a campaign cannot get what it asks for, by the windows as they are: only what is impossible
 * whatever the planner does, with by how much.
 */
export function checkFit(wanted: WantedCampaign, source: FitSource): FitFinding[] {
  const { from, to } = effectivePeriod(wanted)
  const first = from > source.today ? from : source.today
  const dates = Array.from({ length: DAYS }, (_, day) => addDays(first, day)).filter(
    (date) => date <= to,
  )
  const found = source.stations.flatMap((station) => {
    const days = dates
      .filter((date) => airsOn(wanted, station, source.groups, date))
      .map((date) => dayAt(wanted, source, station, date))
    return days.length === 0
      ? unheard(wanted, source, station)
      : [...shortage(wanted, source, station, days), ...misfits(wanted, source, station, days)]
  })
  return found.slice(0, MOST_FINDINGS)
}

type Day = Readonly<{
  date: LocalDate
  occurrences: readonly Occurrence[]
  /** What the campaign may take of each window's own part. */
  partsMs: readonly number[]
  /** Airings for which there is room, were all of them as short as the shortest. */
  room: number
}>

function dayAt(
  wanted: WantedCampaign,
  source: FitSource,
  station: PlanStation,
  date: LocalDate,
): Day {
  const own = station.role === 'district' ? 'district' : 'commune'
  const occurrences = occurrencesOn(source.windowsOf(station), date, station.zone).filter(
    ({ window }) => segmentOf(window, own) !== null,
  )
  const partsMs = occurrences.map(({ window }) =>
    Math.floor(((segmentOf(window, own)?.campaignShareMs ?? 0) * wanted.sharePercent) / 100),
  )
  const fitting = occurrences.map(({ window }, index) =>
    Math.min(
      window.mostItems ?? USUAL_MOST_ITEMS,
      Math.floor((partsMs[index] ?? 0) / (source.shortestMs ?? 1)),
    ),
  )
  return { date, occurrences, partsMs, room: fitting.reduce((sum, one) => sum + one, 0) }
}

/** The day that lacks most, said once for the station. */
function shortage(
  { floor, campaignGapMs }: WantedCampaign,
  source: FitSource,
  station: PlanStation,
  days: readonly Day[],
): FitFinding[] {
  const { shortestMs } = source
  if (floor === 0) return []
  const place = { station: station.name, floor }
  const silent = days.find(({ occurrences }) => occurrences.length === 0)
  if (silent)
    return [{ code: 'fit-no-window', field: 'floor', params: { ...place, ...dated(silent) } }]
  if (shortestMs === null) return []
  const [worst] = days.toSorted((a, b) => a.room - b.room)
  if (!worst) return []
  const haveMs = worst.partsMs.reduce((sum, one) => sum + one, 0)
  const needMs = floor * shortestMs
  const params = { ...place, ...dated(worst), ...lengthWords('have', haveMs) }
  if (needMs > haveMs)
    return [
      {
        ...{ code: 'fit-time', field: 'floor' },
        params: {
          ...{ ...params, ...lengthWords('need', needMs) },
          ...lengthWords('lack', needMs - haveMs),
        },
      },
    ]
  if (floor > worst.room)
    return [{ code: 'fit-room', field: 'floor', params: { ...params, room: worst.room } }]
  const others = source.others(station, worst.date)
  const togetherMs = needMs + others.leastMs
  const wholeMs = worst.occurrences.reduce(
    (sum, { window }) =>
      sum +
      (segmentOf(window, station.role === 'district' ? 'district' : 'commune')?.campaignShareMs ??
        0),
    0,
  )
  if (others.airings > 0 && togetherMs > wholeMs)
    return [
      {
        ...{ code: 'fit-together', field: 'floor' },
        params: {
          ...{ ...place, ...dated(worst), others: others.airings },
          ...{ ...lengthWords('need', togetherMs), ...lengthWords('have', wholeMs) },
          ...lengthWords('lack', togetherMs - wholeMs),
        },
      },
    ]
  const spanMs =
    (worst.occurrences.at(-1)?.endsAt ?? 0) - (worst.occurrences[0]?.startsAt ?? 0) - shortestMs
  const gapsMs = (floor - 1) * campaignGapMs
  if (gapsMs <= spanMs) return []
  return [
    {
      ...{ code: 'fit-gap', field: 'campaignGapMs' },
      params: {
        ...{ ...place, ...dated(worst), ...lengthWords('need', gapsMs) },
        ...lengthWords('have', Math.max(0, spanMs)),
      },
    },
  ]
}

/** What can never be, however low the floor. */
function misfits(
  { spread, sharePercent }: WantedCampaign,
  { shortestMs, longest }: FitSource,
  station: PlanStation,
  days: readonly Day[],
): FitFinding[] {
  const found: FitFinding[] = []
  const parts = days.flatMap(({ partsMs }) => partsMs)
  const widestMs = Math.max(0, ...parts)
  const windows = Math.max(...days.map(({ occurrences }) => occurrences.length))
  const place = { station: station.name }
  if (windows === 0) return []
  if (shortestMs !== null && shortestMs > widestMs)
    found.push({
      ...{ code: sharePercent < 100 ? 'fit-share' : 'fit-too-long', field: 'sharePercent' },
      params: {
        ...{ ...place, share: sharePercent },
        ...{ ...lengthWords('need', shortestMs), ...lengthWords('have', widestMs) },
      },
    })
  else if (longest && longest.lengthMs > widestMs)
    found.push({
      ...{ code: 'fit-one-too-long', field: null },
      params: {
        ...{ ...place, title: longest.title },
        ...{ ...lengthWords('need', longest.lengthMs), ...lengthWords('have', widestMs) },
      },
    })
  if (spread !== null && spread > windows)
    found.push({ code: 'fit-spread', field: 'spread', params: { ...place, spread, windows } })
  return found
}

/** It must be heard at a commune that neither relays the district nor airs it by itself. */
function unheard(
  { heardAt }: WantedCampaign,
  source: FitSource,
  station: PlanStation,
): FitFinding[] {
  if (heardAt === null || station.role !== 'commune' || !isMeant(station, heardAt)) return []
  if (source.windowsOf(station).some(({ relaysWindow }) => relaysWindow !== null)) return []
  return [{ code: 'fit-unheard', field: 'heardAt', params: { station: station.name } }]
}

function dated({ date }: Day): Readonly<{ date: string }> {
  return { date: writtenDate(date) }
}
