import { describe, expect, it } from 'vitest'
import { followChanges, staleKeys } from '../../web/live.ts'

function aSource() {
  const hears = new Map<string, (event: Event) => void>()
  let closed = false
  return {
    addEventListener: (type: string, hear: (event: Event) => void) => void hears.set(type, hear),
    close: () => {
      closed = true
    },
    send: (type: string, data = '') => hears.get(type)?.(new MessageEvent(type, { data })),
    isClosed: () => closed,
  }
}

function aTimer() {
  let wake: (() => void) | null = null
  return {
    after: (_ms: number, call: () => void) => {
      wake = call
      return () => {
        wake = null
      }
    },
    ring: () => {
      const call = wake
      wake = null
      call?.()
    },
  }
}

describe('changes that the server tells of', () => {
  it('make stale what shows them, each once', () => {
    expect(staleKeys(['status', 'status', 'airing'])).toEqual([
      'stations',
      'orders',
      'airings',
      'counts',
      'matrix',
      'recall',
      'progress',
      'make-good',
    ])
    expect(staleKeys(['unheard-of'])).toEqual([])
  })

  it('are gathered: ten statuses are one fetch', () => {
    const source = aSource()
    const timer = aTimer()
    const told: unknown[] = []
    followChanges(source, timer, (keys) => told.push(keys))
    for (let station = 0; station < 10; station++)
      source.send('change', JSON.stringify({ topic: 'status', station: `${station}` }))
    expect(told).toEqual([])
    timer.ring()
    expect(told).toEqual([['stations', 'orders']])
  })

  it('make everything stale when the connection is back, since some were missed', () => {
    const source = aSource()
    const told: unknown[] = []
    followChanges(source, aTimer(), (keys) => told.push(keys))
    source.send('open')
    expect(told).toEqual([null])
  })

  it('do no harm when they cannot be read', () => {
    const source = aSource()
    const timer = aTimer()
    const told: unknown[] = []
    followChanges(source, timer, (keys) => told.push(keys))
    source.send('change', 'not json')
    timer.ring()
    expect(told).toEqual([])
  })

  it('are no longer heard after stopping', () => {
    const source = aSource()
    const timer = aTimer()
    const told: unknown[] = []
    const stop = followChanges(source, timer, (keys) => told.push(keys))
    source.send('change', JSON.stringify({ topic: 'plan', station: 'x' }))
    stop()
    timer.ring()
    expect(told).toEqual([])
    expect(source.isClosed()).toBe(true)
  })
})
