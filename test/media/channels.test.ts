import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { intake, makeSound, measure } from './sounds.ts'

const VOICE = '(0.05+0.5*pow(sin(2*PI*1.3*t)\\,8))*(sin(2*PI*180*t)+0.6*sin(2*PI*910*t))*0.4'

type Case = readonly [
  name: string,
  left: string,
  right: string,
  mixdown: string,
  warning: string | null,
]

const cases: readonly Case[] = [
  ['are the same', VOICE, VOICE, 'mean', null],
  ['differ', VOICE, '0.1*sin(2*PI*440*t)', 'mean', null],
  ['are alive on the left only', VOICE, '0.0001*sin(2*PI*50*t)', 'left', 'dead-channel'],
  ['are alive on the right only', '0', VOICE, 'right', 'dead-channel'],
  ['cancel each other', `0.9*${VOICE}`, `-1*${VOICE}`, 'right', 'out-of-phase'],
]

describe('an upload whose two channels', () => {
  it.each(cases)(
    '%s loses nothing in the one that remains',
    async (_name, left, right, ...expected) => {
      const [mixdown, warning] = expected
      const place = await intake()
      const path = await makeSound(
        join(place.folder, 'two.wav'),
        4,
        `aevalsrc=${left}|${right}:s=48000`,
      )

      const sound = await place.takeGood(path)

      expect(sound.measures.mixdown).toBe(mixdown)
      const phases = sound.warnings.filter((one) => /channel|phase/.test(one))
      expect(phases).toEqual(warning === null ? [] : [warning])
      const { lufs } = await measure(place.rendition(sound, 'master').path)
      expect(Math.abs(lufs - -16)).toBeLessThanOrEqual(0.5)
    },
  )
})

describe('an upload that is off centre', () => {
  it('is put back into the middle from its first sample on, and the offset is measured', async () => {
    const place = await intake()
    const off = `aevalsrc=0.2+0.5*${VOICE}:s=48000`
    const path = await makeSound(join(place.folder, 'off.wav'), 3, off, '-c:a', 'pcm_s24le')

    const sound = await place.takeGood(path)

    expect(Math.abs(sound.measures.dcOffsetPpm - 200_000)).toBeLessThan(10_000)
    expect(sound.warnings).toContain('dc-offset')
    // What is left of it would push the picture to one side.
    const sides = sound.peaks.reduce((sum, peak) => sum + peak, 0) / sound.peaks.length
    expect(Math.abs(sides)).toBeLessThan(4)
    expect(sound.peaks.slice(0, 2).every((peak) => Math.abs(peak) < 40)).toBe(true)
  })
})
