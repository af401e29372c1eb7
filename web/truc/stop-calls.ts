import type { Stop, StopList, StopPreview, StopWish } from '../api/orders.ts'
import { ask } from './calls.ts'

const only = (station: string): StopWish => ({ kind: 'stations', stations: [station] })

/** The questions of a phone that silences its own station. */
export const stopCalls = {
  stops: () => ask<StopList>('GET', '/stops'),
  preview: (station: string) =>
    ask<StopPreview>('POST', '/stops/preview', { where: only(station) }),
  stop: (id: string, station: string) => ask<Stop>('POST', '/stops', { id, where: only(station) }),
  restart: (stops: readonly string[]) => ask<Stop[]>('POST', '/stops/restart', { stops }),
}
