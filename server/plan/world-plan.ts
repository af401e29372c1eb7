import {
  type AiringId,
  type ItemId,
  obligationIdOf,
  type StationId,
} from '../../playout/contract/ids.ts'
import type { Block } from '../../playout/contract/manifest.ts'
import { type LocalDate, samplesToMs } from '../../playout/contract/time.ts'
import { blockIdOf } from './block.ts'
import { explain } from './explanation-text.ts'
import { addDays, localTimeOf } from './local-time.ts'
import { type Planning, planDays } from './plan-days.ts'
import type { PlanStation } from './plan-station.ts'
import { type Explanation, itemSpan, type PlannedBlock } from './playlist.ts'
import { occurrencesOn } from './window.ts'

/** A plan of a world as it is printed: playlists, what communes owe, and why it came out so. */
export type WorldPlan = Readonly<{
  format: 'tiep-am/plan/1'
  from: LocalDate
  days: number
  /** By station, then date. */
  playlists: readonly ReturnType<typeof playlistOf>[]
  obligations: readonly WorldObligation[]
}>

type WorldObligation = Readonly<{
  id: string
  commune: string
  /** `plan`: its own item; `signal`: what it carries of the district's live signal. */
  basis: 'plan' | 'signal'
  /** Of a signal only what the district really airs is owed: this is what it is going to air. */
  expected: boolean
  date: LocalDate
  window: string
  /** The district's item that is owed, and the commune's own that fulfils it, where it has one. */
  relayOf: string
  item: string | null
  bulletin: string
  version: string
  /** UTC ms. */
  dueAt: number
  lengthMs: number
}>

/** Plans so many days from a date, for every station of a world. */
export function planWorld(planning: Planning, from: LocalDate, days: number): WorldPlan {
  const blocks = planDays(planning, () => from, days)
  const stations = new Map(planning.stations.map((station) => [station.id, station]))
  const byStation = Map.groupBy(blocks, ({ station }) => station)
  const byPlaylist = Map.groupBy(blocks, ({ station, block }) => `${station}\n${block.date}`)
  const empty = daysWithoutWindow(planning, from, days, byPlaylist)
  return {
    ...{ format: 'tiep-am/plan/1', from, days },
    playlists: [...new Set([...byPlaylist.keys(), ...empty.keys()])].sort().map((key) => {
      const list = byPlaylist.get(key) ?? []
      const [id = '', date = ''] = key.split('\n')
      const station = stations.get(id as StationId) as PlanStation
      return playlistOf(
        station,
        date,
        list,
        empty.get(key) ?? [],
        repeatsOf(planning, station, byStation.get(station.id) ?? []),
      )
    }),
    obligations: obligationsOf(planning, blocks, from, days),
  }
}

/** What is said of days on which no window of a station with a playlist opens, by playlist. */
function daysWithoutWindow(
  planning: Planning,
  from: LocalDate,
  days: number,
  planned: Pick<ReadonlySet<string>, 'has'>,
): ReadonlyMap<string, readonly Explanation[]> {
  const playing = planning.stations.filter(
    ({ role, technology }) => role === 'district' || technology === 'ip',
  )
  return new Map(
    playing.flatMap((station) => {
      const windows = planning.windowsOf(station)
      return Array.from({ length: days }, (_, day) => addDays(from, day)).flatMap((date) => {
        // Windows of that day that have begun are not planned any more.
        const key = `${station.id}\n${date}`
        if (planned.has(key) || occurrencesOn(windows, date, station.zone).length > 0) return []
        const isClosed = windows.some(({ closed }) =>
          closed?.some((span) => span.from <= date && date <= (span.to ?? date)),
        )
        const missed = [...planning.ordersOf(station, date).values()]
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .flatMap(({ name, floor }): Explanation[] =>
            floor > 0
              ? [{ code: 'floor-no-window', params: { campaign: name, floor, placed: 0 } }]
              : [],
          )
        const why: Explanation = { code: isClosed ? 'closed-then' : 'no-window-then', params: {} }
        return [[key, isClosed ? [why] : [why, ...missed]] as const]
      })
    }),
  )
}

/** Items whose version was heard at the station before (PL, phát lại). */
function repeatsOf(
  planning: Planning,
  station: PlanStation,
  blocks: readonly PlannedBlock[],
): ReadonlySet<string> {
  const heard = new Set<string>(
    planning.historyOf(station).flatMap(({ version }) => (version === null ? [] : [version])),
  )
  return new Set(
    blocks
      .toSorted((a, b) => a.block.startsAt - b.block.startsAt)
      .flatMap(({ block }) => block.items)
      .filter(({ kind, bulletin }) => {
        if (kind !== 'bulletin' || !bulletin) return false
        const before = heard.has(bulletin.version)
        heard.add(bulletin.version)
        return before
      })
      .map(({ id }) => id),
  )
}

function playlistOf(
  station: PlanStation,
  date: LocalDate,
  blocks: readonly PlannedBlock[],
  said: readonly Explanation[],
  repeats: ReadonlySet<string>,
) {
  const clock = (at: number) => localTimeOf(at, station.zone)
  return {
    station: station.id as string,
    date,
    zone: station.zone,
    /** Why the day is empty. */
    explanations: said.map((one) => ({ ...explain(one), params: one.params })),
    blocks: blocks.map(({ block, explanations }) => ({
      ...{ window: block.window, title: block.title, startsAt: block.startsAt },
      ...{ startsAtLocal: clock(block.startsAt), lengthMs: samplesToMs(block.lengthSamples) },
      relayTime: block.relayTime,
      items: block.items.map((item) => {
        const { id, kind, title, offsetSamples, lengthSamples, bulletin, relayOf } = item
        const { startsAt } = itemSpan(block, item)
        return {
          ...{ id, kind, title, offsetSamples, lengthSamples, startsAt },
          ...{ startsAtLocal: clock(startsAt), asset: item.asset },
          ...{ bulletin: bulletin?.id ?? null, version: bulletin?.version ?? null },
          ...{ campaign: bulletin?.campaign ?? null, language: bulletin?.language ?? null },
          ...{ class: bulletin?.class ?? null, relayOf, repeat: repeats.has(id) },
        }
      }),
      freeMs: samplesToMs(
        Number(explanations.find(({ code }) => code === 'free')?.params.samples ?? 0),
      ),
      explanations: explanations.map((one) => ({ ...explain(one), params: one.params })),
    })),
  }
}

/** What communes owe for what districts plan in windows that they relay, in Vietnamese. */
function obligationsOf(
  planning: Planning,
  planned: readonly PlannedBlock[],
  from: LocalDate,
  days: number,
): WorldObligation[] {
  const blocks = new Map(planned.map(({ block }) => [block.id, block]))
  const dates = Array.from({ length: days }, (_, day) => addDays(from, day))
  return planning.stations
    .filter(({ role }) => role === 'commune')
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((commune) =>
      dates.flatMap((date) =>
        occurrencesOn(planning.windowsOf(commune), date, commune.zone).flatMap(({ window }) => {
          const source = window.relaysWindow && blocks.get(blockIdOf(window.relaysWindow, date))
          const own = blocks.get(blockIdOf(window.id, date))
          return source ? owedBy(commune, window.id, source, own) : []
        }),
      ),
    )
}

function owedBy(
  commune: PlanStation,
  window: string,
  source: Block,
  own: Block | undefined,
): WorldObligation[] {
  return source.items.flatMap((item) => {
    const { bulletin } = item
    const mine = own?.items.find(({ relayOf }) => relayOf === item.id)
    const isOwed = item.kind === 'bulletin' && bulletin?.language === 'vi'
    if (!isOwed || (commune.technology === 'ip' && !mine)) return []
    return [
      {
        id: obligationIdOf(item.id as ItemId | AiringId, commune.id),
        ...{ commune: commune.id, basis: commune.technology === 'ip' ? 'plan' : 'signal' },
        expected: commune.technology !== 'ip',
        ...{ date: source.date, window, relayOf: item.id, item: mine?.id ?? null },
        ...{ bulletin: bulletin.id, version: bulletin.version },
        dueAt: mine && own ? itemSpan(own, mine).startsAt : itemSpan(source, item).startsAt,
        lengthMs: samplesToMs(item.lengthSamples),
      } as const,
    ]
  })
}
