import { describe, expect, it } from 'vitest'
import { channelOf, outlineOf, thinned } from '../../web/data/waveform.ts'

describe('a waveform', () => {
  it('is outlined over the tops and back under the bottoms', () => {
    expect(outlineOf([-64, 64, -128, 127], 10)).toBe(
      'M0.00,0.500L10.00,0.008L10.00,2.000L0.00,1.500Z',
    )
  })

  it('shows silence as a line, not as nothing', () => {
    expect(outlineOf([0, 0, 0, 0], 10)).toContain('0.992')
    expect(outlineOf([], 10)).toBe('')
  })

  it('keeps its highest peaks when it is thinned', () => {
    expect(thinned([-1, 1, -90, 5, -2, 100, 0, 0], 2)).toEqual([-90, 5, -2, 100])
    expect(thinned([-1, 1], 60)).toEqual([-1, 1])
  })

  it('gives a player the higher side of each pair', () => {
    expect(channelOf([-128, 10, -5, 64])).toEqual([1, 0.5])
  })
})
