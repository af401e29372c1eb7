import type { Emergency, Reach, Stop, StopList } from '../api/orders.ts'

/** The three steps that somebody waits for, as they come from the station itself. */
export type Trail = readonly Readonly<{ step: string; isDone: boolean; isNow: boolean }>[]

const emergencySteps = ['sending', 'received', 'sounding'] as const
const stopSteps = ['sending', 'received', 'silent'] as const

/** How far an emergency has come; null where it is not on its way (a call, a refusal, an end). */
export function emergencyTrail(step: string): Trail | null {
  return trailIn(emergencySteps, step)
}

/** The same for a stop, whose last step is silence. */
export function stopTrail(step: string): Trail | null {
  return trailIn(stopSteps, step)
}

function trailIn(steps: readonly string[], step: string): Trail | null {
  const at = steps.indexOf(step)
  if (at < 0) return null
  return steps.map((one, index) => ({ step: one, isDone: index < at, isNow: index === at }))
}

/** Places that no wire reaches, and that nobody has got hold of yet. */
export function toCall(stations: readonly (Reach & Readonly<{ step?: string }>)[]) {
  return stations.filter(
    ({ way, call, step }) =>
      way === 'telephone' && call?.result !== 'reached' && !isSettled(step ?? ''),
  )
}

/** Nothing more is to be done there. */
function isSettled(step: string): boolean {
  return ['sounded', 'sounding', 'silent', 'ended', 'restarted', 'partly'].includes(step)
}

/** A stop that holds somewhere, with where. */
export function holding({ orders }: Pick<StopList, 'orders'>): readonly Stop['stations'][number][] {
  return orders.flatMap(({ stations }) => stations.filter(({ endedAt }) => endedAt === null))
}

/** Stations that are silent as a whole because a person said so, here or there. */
export function stoppedStations(stops: StopList | undefined): ReadonlySet<string> {
  const held = holding(stops ?? { orders: [] }).filter(({ cluster }) => cluster === null)
  return new Set([...held, ...(stops?.atStations ?? [])].map(({ station }) => station))
}

/** So long after it was ordered, people are still to call where no wire goes, ms. */
const CALLED_WITHIN_MS = 10 * 60_000

/** Emergencies that somebody still has to look at: it sounds, waits, or has yet to be called out. */
export function underWay(orders: readonly Emergency[], now: number): readonly Emergency[] {
  return orders.filter(({ state, stations, confirmedAt, orderedAt }) => {
    if (state === 'running' || state === 'waiting') return true
    const isFresh = now < (confirmedAt ?? orderedAt) + CALLED_WITHIN_MS
    return state === 'over' && isFresh && toCall(stations).length > 0
  })
}

/** Where an emergency is heard, or was. */
export function soundedAt({ stations }: Emergency): number {
  return stations.filter(({ step }) => ['sounding', 'sounded', 'partly'].includes(step)).length
}
