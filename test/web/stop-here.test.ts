import { describe, expect, it } from 'vitest'
import type { StopList } from '../../web/api/orders.ts'
import { stopsHere } from '../../web/truc/stop-here.ts'

type Place = StopList['orders'][number]['stations'][number]

const aPlace = (changes: Partial<Place>): Place => ({
  ...{ station: 'my-huong', stationName: 'Trạm Mỹ Hương', technology: 'ip', phone: null },
  ...{ contacts: [], lastSeenAt: null, way: 'wire', call: null, stop: 's1', cluster: null },
  ...{ step: 'sending', silentAt: null, endedByName: null, endedAt: null, mayRestart: true },
  ...changes,
})

const aList = (places: readonly Partial<Place>[], changes: Partial<StopList> = {}): StopList => ({
  orders: [
    { id: 'o1', reason: '', orderedByName: 'Lan', orderedAt: 5, stations: places.map(aPlace) },
  ],
  ...{ atStations: [], mayStop: true, mayStopAll: false },
  ...changes,
})

describe('stops at the station of a phone', () => {
  it('are those that hold there, with who ordered them, and no other station’s', () => {
    const here = stopsHere(aList([{}, { station: 'long-hung', stop: 's2' }]), 'my-huong')
    expect(here.holding.map(({ stop, orderedByName }) => [stop, orderedByName])).toEqual([
      ['s1', 'Lan'],
    ])
    expect([here.isWhole, here.isOnItsWay]).toEqual([true, true])
  })

  it('leave the rest of the station to be stopped when only a cluster is', () => {
    const here = stopsHere(aList([{ cluster: 'Ấp 3', step: 'silent' }]), 'my-huong')
    expect([here.holding.length, here.isWhole, here.isOnItsWay]).toEqual([1, false, false])
  })

  it('are over once lifted, but watched until the player has taken it in', () => {
    const lifted = { endedAt: 9, endedByName: 'Lan' }
    const restarting = stopsHere(aList([{ ...lifted, step: 'restarting' }]), 'my-huong')
    expect([restarting.holding, restarting.restarting, restarting.isOnItsWay]).toEqual([
      [],
      true,
      true,
    ])
    const restarted = stopsHere(aList([{ ...lifted, step: 'restarted' }]), 'my-huong')
    expect([restarted.restarting, restarted.isWhole, restarted.isOnItsWay]).toEqual([
      false,
      false,
      false,
    ])
  })

  it('know what somebody at the player did, which no phone lifts', () => {
    const local = { station: 'my-huong', stationName: 'Trạm Mỹ Hương', at: 7, reason: '' }
    const here = stopsHere(aList([], { atStations: [local] }), 'my-huong')
    expect([here.atStation?.at, here.isWhole, here.holding]).toEqual([7, true, []])
  })
})
