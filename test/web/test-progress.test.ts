import { describe, expect, it } from 'vitest'
import type { TestSent } from '../../web/api/shapes.ts'
import { testStep } from '../../web/data/test-progress.ts'
import { anAiring, aStation, aStatus } from './a-station.ts'

const test: TestSent = { block: 't', item: 'd'.repeat(32), startsAt: 0, manifestVersion: 7 }
const holding = (held: number) => aStation({ status: aStatus({ held }) })

describe('a test on its way', () => {
  it('is only being sent until the station itself holds it', () => {
    expect(testStep(test, holding(6), [])).toBe('sending')
    expect(testStep(test, holding(7), [])).toBe('received')
    expect(testStep(test, undefined, [])).toBe('sending')
  })

  it('plays when the station says so, by status or by event', () => {
    const onAir = {
      item: test.item,
      title: 'Phát thử',
      kind: 'test' as const,
      startedAt: 0,
      endsAt: 1,
    }
    expect(testStep(test, aStation({ status: aStatus({ held: 7, onAir }) }), [])).toBe('playing')
    const sounding = anAiring({ item: test.item, outcome: 'sounding' })
    expect(testStep(test, holding(7), [sounding])).toBe('playing')
  })

  it('ends as its airing ended', () => {
    const ended = (outcome: 'aired' | 'skipped') => [anAiring({ item: test.item, outcome })]
    expect(testStep(test, holding(7), ended('aired'))).toBe('played')
    expect(testStep(test, holding(7), ended('skipped'))).toBe('failed')
  })

  it('is not taken in by another item’s airing', () => {
    expect(testStep(test, holding(6), [anAiring()])).toBe('sending')
  })
})
