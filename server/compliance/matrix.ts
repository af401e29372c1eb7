import type { StationId } from '../../playout/contract/ids.ts'
import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import { isAfterRecall } from '../airing/after-recall.ts'
import type { Airing } from '../airing/airing.ts'
import { currentOf, type Declaration } from '../evidence/declaration.ts'
import { type HeardAt, NOTHING_HEARD, type Word } from '../evidence/heard.ts'
import type { RelayWindow } from '../order/emergency-window.ts'
import { blockIdOf } from '../plan/block.ts'
import type { PlannedBlock } from '../plan/playlist.ts'
import { occurrenceOn, occurrencesOn } from '../plan/window.ts'
import { obligationsOfCall, obligationsOfPlan, obligationsOfSignal } from './obligation.ts'
import { countGrades, type Judged, judge, summarise } from './standing.ts'

type RelayStation = Readonly<{
  id: string
  unitCode: string
  name: string
  technology: 'ip' | 'fm' | 'wired'
  zone: string
}>

/** A declaration as it is shown: with its person's name and its place in the ledger. */
type NamedDeclaration = Declaration & Readonly<{ declaredByName: string; leaf: number }>

export type MatrixSource = Readonly<{
  district: RelayStation
  communes: readonly RelayStation[]
  date: LocalDate
  now: Instant
  /** Of all stations, with the district's emergencies. */
  windows: readonly RelayWindow[]
  /** Planned for the date, of all stations. */
  blocks: readonly PlannedBlock[]
  /** Of the date, of the district and these communes. */
  airings: readonly Airing[]
  /** About the date. */
  declarations: readonly NamedDeclaration[]
  /** From when each recalled version may no longer sound. */
  recalls: ReadonlyMap<string, Instant>
  /** What recordings say, by station and then by what was due there. */
  heard: ReadonlyMap<string, ReadonlyMap<string, HeardAt>>
}>

/** Communes against the district's windows of a date; each cell opens to its obligations. */
export function buildMatrix(source: MatrixSource) {
  const { district, communes, date } = source
  const own = source.windows.filter(({ station }) => station === district.id)
  const index = indexOf(source)
  const windows = occurrencesOn(own, date, district.zone).filter(
    ({ window }) => !isEmergency(window) || isForAnyOf(communes, window, index),
  )
  const all: Judged[] = []
  const rows = communes.map((commune) => {
    const cells = windows.map(({ window }) => {
      const relaying = index.relaying.get(`${commune.id}\n${window.id}`)
      const judged = relaying ? judgeCell(source, index, commune, relaying) : []
      const ends = relaying && occurrenceOn(relaying, date, commune.zone)?.endsAt
      all.push(...judged)
      return {
        window: window.id,
        ...summarise(judged, !ends || source.now >= ends),
        obligations: judged.map((one) => show(one, index)),
        afterRecall: lateIn(index, commune, relaying),
        disagreements: judged.filter(({ disagreement }) => disagreement !== null).length,
      }
    })
    return {
      station: commune.id,
      name: commune.name,
      unitCode: commune.unitCode,
      technology: commune.technology,
      cells,
      owed: cells.reduce((sum, { owed }) => sum + owed, 0),
      relayed: cells.reduce((sum, { relayed }) => sum + relayed, 0),
    }
  })
  return {
    date,
    zone: district.zone,
    windows: windows.map(({ window, startsAt, endsAt }) => ({
      ...{ id: window.id, name: window.name, startsAt, endsAt, emergency: isEmergency(window) },
    })),
    communes: rows,
    grades: countGrades(all),
  }
}

type Index = Readonly<{
  /** The window with which a commune relays a district's, by both ids. */
  relaying: ReadonlyMap<string, RelayWindow>
  block: ReadonlyMap<string, PlannedBlock>
  airingsOfItem: ReadonlyMap<string, Airing[]>
  airingsOfWindow: ReadonlyMap<string, Airing[]>
  lateOfWindow: ReadonlyMap<string, Airing[]>
  declarations: ReadonlyMap<string, Declaration[]>
  declaration: ReadonlyMap<string, NamedDeclaration>
}>

const isEmergency = (window: RelayWindow) => window.emergency !== undefined

/** An emergency of others is none of theirs. */
function isForAnyOf(
  communes: readonly RelayStation[],
  { id }: RelayWindow,
  { relaying }: Index,
): boolean {
  return communes.some((commune) => relaying.has(`${commune.id}\n${id}`))
}

function indexOf({ windows, blocks, declarations, ...source }: MatrixSource): Index {
  const late = new Set(source.airings.filter((one) => isAfterRecall(one, source.recalls)))
  // What began after its recall obliges nobody and fulfils nothing.
  const airings = source.airings.filter((one) => !late.has(one))
  return {
    relaying: new Map(
      windows.flatMap((window) =>
        window.relaysWindow ? [[`${window.station}\n${window.relaysWindow}`, window]] : [],
      ),
    ),
    block: new Map(blocks.map((planned) => [planned.block.id, planned])),
    airingsOfItem: Map.groupBy(airings, ({ item }) => item),
    airingsOfWindow: Map.groupBy(airings, ({ window }) => window),
    lateOfWindow: Map.groupBy(late, ({ station, window }) => `${station}\n${window}`),
    declarations: Map.groupBy(declarations, ({ window }) => window),
    declaration: new Map(declarations.map((one) => [one.id, one])),
  }
}

function judgeCell(
  { date, now, recalls, heard }: MatrixSource,
  index: Index,
  commune: RelayStation,
  relaying: RelayWindow,
): Judged[] {
  const occurrence = occurrenceOn(relaying, date, commune.zone)
  if (!occurrence) return []
  const id = commune.id as StationId
  const declaration = currentOf(index.declarations.get(relaying.id) ?? [])
  const heardOf = (key: string) => heard.get(commune.id)?.get(key) ?? NOTHING_HEARD
  const block = index.block.get(blockIdOf(relaying.id, date))?.block
  // What breaks in at a desk or an FM station with a player of ours is sounded by that.
  if (commune.technology === 'ip' || block?.urgent) {
    const owed = block ? obligationsOfPlan(block, id, recalls) : []
    return owed.map((obligation) => {
      const item = obligation.item ?? ''
      const airings = index.airingsOfItem.get(item) ?? []
      return judge(obligation, airings, declaration, now, heardOf(item))
    })
  }
  const { emergency, relaysWindow } = relaying
  const owed =
    emergency && !emergency.onSignal
      ? obligationsOfCall(emergency, id, occurrence.endsAt, recalls)
      : obligationsOfSignal(
          index.airingsOfWindow.get(relaysWindow ?? '') ?? [],
          id,
          occurrence.endsAt,
        )
  return owed.map((obligation) => judge(obligation, [], declaration, now, heardOf(obligation.owes)))
}

/** What the commune began of recalled versions in a window: shown, never counted. */
function lateIn(index: Index, commune: RelayStation, relaying: RelayWindow | undefined) {
  const late = index.lateOfWindow.get(`${commune.id}\n${relaying?.id ?? ''}`) ?? []
  return late.map(({ id, title, startedAt, plannedAt }) => ({
    ...{ airing: id, title, at: startedAt ?? plannedAt },
  }))
}

function show(judged: Judged, index: Index) {
  const { standing, grade, airing, declaration, heard, disagreement } = judged
  const { id, title, dueAt, lengthMs, owes } = judged.obligation
  const said = declaration === null ? null : (index.declaration.get(declaration) ?? null)
  return {
    ...{ id, title, dueAt, lengthMs, standing, grade, owes, airing, declaration: said },
    ...{ disagreement, recordings: showHeard(heard) },
  }
}

/** Every recording that says something of it, or is about to, each once. */
function showHeard({ words, doubts, ears, waiting }: HeardAt) {
  return [
    ...words
      .filter((word) => !isDoubted(word, doubts) && !isSaidBetter(word, ears))
      .filter(({ isByEar }) => !isByEar)
      .map(({ recording, find, verdict, coverage, overruled, isThin }) => ({
        ...{ recording, find, overruled, by: null, coverage: isThin ? null : coverage },
        verdict: isThin ? ('slight' as const) : verdict,
      })),
    ...ears.map(({ recording, verdict, by }) => ({
      ...({
        recording,
        ...UNSAID,
        by,
        verdict: verdict === 'all' ? 'attested' : 'attested-in-part',
      } as const),
    })),
    ...doubts.map(({ recording, why }) => ({ ...{ recording, ...UNSAID, verdict: why } })),
    ...waiting.map((recording) => ({ ...{ recording, ...UNSAID, verdict: 'waiting' as const } })),
  ]
}

/** Some words that others say too, where a person heard all of it in the same recording. */
function isSaidBetter({ recording, isThin }: Word, ears: HeardAt['ears']): boolean {
  return isThin && ears.some((ear) => ear.recording === recording)
}

/** Some words that other bulletins say too, in a recording that holds nothing else of it. */
function isDoubted({ recording, isThin }: Word, doubts: HeardAt['doubts']): boolean {
  return isThin && doubts.some((doubt) => doubt.recording === recording)
}

const UNSAID = { find: null, coverage: null, overruled: false, by: null }
