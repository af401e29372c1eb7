import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Role, Visitor } from '../access.ts'

/** A person's order that a station, or one output of it, is silent until a person says otherwise. */
export type Stop = Readonly<{
  id: string
  /** Shared by what was ordered in one act. */
  group: string
  station: string
  /** Null for the whole station. */
  cluster: string | null
  output: string | null
  /** By whose right it was ordered. */
  unit: string
  reason: string
  orderedBy: string
  orderedAt: Instant
  endedBy: string | null
  endedAt: Instant | null
}>

/** What somebody wants silent: everything that they may stop, some stations, or one cluster. */
export type StopWish =
  | Readonly<{ kind: 'all' }>
  | Readonly<{ kind: 'stations'; stations: readonly string[] }>
  | Readonly<{ kind: 'cluster'; station: string; cluster: string }>

/** A station as far as stopping goes. */
export type StoppableStation = Readonly<{
  id: string
  name: string
  unit: string
  clusters: readonly Readonly<{ id: string; name: string; output: string | null }>[]
}>

export type StopTarget = Readonly<{
  station: StoppableStation
  cluster: string | null
  output: string | null
  unit: string
}>

export type StopRefusal =
  | 'stop-not-yours'
  | 'stop-cluster-unknown'
  | 'stop-cluster-no-output'
  | 'stop-already'

/** Of the centre, or of the commune itself. */
export const STOP_ROLES: readonly Role[] = ['editor', 'approver', 'administrator']

/**
 * By whose right somebody may silence a station: the whole office's, the station's own unit's, or
 * nobody's (null). Who is on duty in a commune may silence its own station and no other.
 */
export function stopRight(
  visitor: Pick<Visitor, 'may' | 'isAt'>,
  unit: string,
  root: string,
): string | null {
  if (visitor.may(STOP_ROLES, root)) return root
  return visitor.may(STOP_ROLES, unit) || visitor.isAt('duty', unit) ? unit : null
}

/** What the centre ordered, the centre takes back; what a commune ordered, the commune too. */
export function mayRestart(
  visitor: Pick<Visitor, 'may' | 'isAt'>,
  stop: Pick<Stop, 'unit'>,
  stationUnit: string,
): boolean {
  if (visitor.may(STOP_ROLES, stop.unit)) return true
  return stop.unit === stationUnit && visitor.isAt('duty', stationUnit)
}

/**
 * What has to be ordered so that what somebody wants silent is. What is silent by order already is
 * left out; when nothing remains, that is said.
 *
 * @param rightAt by whose right the person may silence a station (`stopRight`)
 * @param holding stops that hold now
 */
export function decideStop(
  wish: StopWish,
  stations: readonly StoppableStation[],
  holding: readonly Stop[],
  rightAt: (station: StoppableStation) => string | null,
): Outcome<readonly StopTarget[], StopRefusal> {
  const named = stations.filter(({ id }) => isNamed(wish, id))
  const wanted = named.flatMap((station) => {
    const unit = rightAt(station)
    return unit === null ? [] : [{ station, unit }]
  })
  // "All" is all that is theirs; but a station that they named and may not touch is a refusal.
  const foreign = named.find((station) => rightAt(station) === null)
  if (foreign && wish.kind !== 'all') return refuse('stop-not-yours', { station: foreign.name })
  if (wanted.length === 0) return refuse('stop-not-yours', { station: '–' })
  if (wish.kind === 'cluster') return decideCluster(wish.cluster, wanted[0], holding)
  const stopped = new Set(
    holding.filter(({ cluster }) => cluster === null).map(({ station }) => station),
  )
  const targets = wanted
    .filter(({ station }) => !stopped.has(station.id))
    .map(({ station, unit }) => ({ station, unit, cluster: null, output: null }))
  return targets.length === 0 ? refuse('stop-already') : ok(targets)
}

function decideCluster(
  id: string,
  where: Readonly<{ station: StoppableStation; unit: string }> | undefined,
  holding: readonly Stop[],
): Outcome<readonly StopTarget[], StopRefusal> {
  const cluster = where?.station.clusters.find((one) => one.id === id)
  if (!where || !cluster) return refuse('stop-cluster-unknown')
  if (cluster.output === null) return refuse('stop-cluster-no-output', { cluster: cluster.name })
  const isSilent = holding.some(
    (stop) =>
      stop.station === where.station.id &&
      (stop.cluster === null || stop.output === cluster.output),
  )
  if (isSilent) return refuse('stop-already')
  return ok([{ ...where, cluster: id, output: cluster.output }])
}

function isNamed(wish: StopWish, station: string): boolean {
  if (wish.kind === 'all') return true
  return wish.kind === 'stations' ? wish.stations.includes(station) : wish.station === station
}

/** Clusters that hang on one output fall silent together. */
export function clustersOn(
  { clusters }: Pick<StoppableStation, 'clusters'>,
  output: string | null,
): readonly string[] {
  return output === null
    ? []
    : clusters.filter((one) => one.output === output).map(({ name }) => name)
}
