import type { Stop, StopList } from '../api/orders.ts'

type Place = Stop['stations'][number]

/** A stop at one station, with who ordered it. */
export type Held = Pick<Place, 'stop' | 'cluster' | 'step' | 'mayRestart'> &
  Readonly<{ orderedByName: string; orderedAt: number; reason: string }>

/** What is silent by order at the station of a phone. */
export type StopsHere = Readonly<{
  holding: readonly Held[]
  /** Lifted, and the player has not taken that in. */
  restarting: boolean
  /** Somebody at the player stopped it; only somebody there lifts that. */
  atStation: StopList['atStations'][number] | null
  /** Nothing of the station sounds. */
  isWhole: boolean
  /** An order is on its way, and its next step is worth asking for soon. */
  isOnItsWay: boolean
}>

export function stopsHere(list: StopList, station: string): StopsHere {
  const places = list.orders.flatMap(({ stations, orderedByName, orderedAt, reason }) =>
    stations
      .filter((place) => place.station === station)
      .map((place) => ({ ...place, orderedByName, orderedAt, reason })),
  )
  const holding = places.filter(({ endedAt }) => endedAt === null)
  const restarting = places.some(({ step }) => step === 'restarting')
  const atStation = list.atStations.find((one) => one.station === station) ?? null
  return {
    ...{ holding, restarting, atStation },
    isWhole: atStation !== null || holding.some(({ cluster }) => cluster === null),
    isOnItsWay: restarting || holding.some(({ step }) => step === 'sending' || step === 'received'),
  }
}
