import type { Matrix, Plan, Station } from '../api/shapes.ts'
import { onAirOf } from './on-air.ts'
import { itemAt } from './plan-line.ts'

/**
 * How a commune is doing on the first screen. `silent` is the only alarm: it should sound, it is
 * reachable, and it says that it does not. `stopped` is silent because a person said so, until a person restarts it.
 */
export type TileState = 'playing' | 'idle' | 'stopped' | 'silent' | 'out-of-reach' | 'no-telemetry'

/** A status may be this late in telling that sound began. */
const STATUS_LAG_MS = 8_000

export function tileState(
  station: Station,
  plan: Plan | undefined,
  now: number,
  stopped: ReadonlySet<string>,
): TileState {
  if (station.health === 'no-telemetry') return 'no-telemetry'
  const onAir = onAirOf(station, now)
  if (onAir.kind === 'unknown') return 'out-of-reach'
  if (onAir.kind === 'playing') return 'playing'
  if (stopped.has(station.id)) return 'stopped'
  const due = itemAt(plan, now) && itemAt(plan, now - STATUS_LAG_MS)
  return due ? 'silent' : 'idle'
}

/** When a commune has to relay next, of the day that the matrix shows. */
export function nextWindow(
  matrix: Matrix | undefined,
  station: string,
  now: number,
): Matrix['windows'][number] | null {
  const commune = matrix?.communes.find((one) => one.station === station)
  if (!matrix || !commune) return null
  return (
    matrix.windows.find(
      (window, index) =>
        !window.emergency &&
        window.endsAt > now &&
        commune.cells[index]?.standing !== 'nothing-owed',
    ) ?? null
  )
}

/** Mỹ Tú seen from above, three by three, by administrative code: rough, for finding one's way. */
const places: Readonly<Record<string, readonly [column: number, row: number]>> = {
  '31579': [1, 1],
  '31588': [2, 1],
  '31591': [3, 1],
  '31597': [1, 2],
  '31567': [2, 2],
  '31606': [3, 2],
  '31603': [1, 3],
  '31609': [2, 3],
  '31612': [3, 3],
}

/** Where each station's tile lies; null lets it follow the others. */
export function placeOf(unitCode: string): readonly [column: number, row: number] | null {
  return places[unitCode] ?? null
}
