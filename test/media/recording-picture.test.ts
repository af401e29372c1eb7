import { describe, expect, it } from 'vitest'
import { RecordingPicture } from '../../media/recording-picture.ts'

const RATE = 8_000

describe('the picture of a recording of unknown length', () => {
  it('keeps the place and height of a click, however long it goes on', () => {
    for (const seconds of [1, 64, 65, 600, 7_200]) {
      const picture = new RecordingPicture(RATE)
      const second = new Float32Array(RATE)
      const clickAt = Math.floor(seconds / 3)
      for (let at = 0; at < seconds; at++) {
        second[4_000] = at === clickAt ? -0.5 : 0
        picture.add(second)
      }
      const peaks = picture.peaks()
      expect(picture.milliseconds()).toBe(seconds * 1_000)
      expect(peaks.length % 2).toBe(0)
      expect(peaks.length).toBeLessThanOrEqual(8_000)
      const lows = peaks.filter((_, index) => index % 2 === 0)
      expect(lows.filter((low) => low < 0)).toEqual([-63])
      const place = (lows.indexOf(-63) / lows.length) * seconds
      expect(Math.abs(place - clickAt - 0.5)).toBeLessThan(0.02 * seconds + 0.02)
    }
  })

  it('knows how loud the loudest second was, and that nothing was there', () => {
    const picture = new RecordingPicture(RATE)
    expect([picture.peaks(), picture.loudestPower()]).toEqual([[], 0])
    picture.add(new Float32Array(RATE))
    picture.add(new Float32Array(RATE).fill(0.5))
    picture.add(new Float32Array(RATE).fill(0.1))
    expect(picture.loudestPower()).toBeCloseTo(0.25, 6)
    const short = new RecordingPicture(RATE)
    short.add(new Float32Array(100).fill(0.5))
    expect(short.loudestPower()).toBeCloseTo(0.25, 6)
  })
})
