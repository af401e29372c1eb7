import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UNCHANGED } from '../../media/levelling.ts'
import { makeMaster } from '../../media/master.ts'
import { defaultLimits } from '../../media/sound.ts'
import { studySound } from '../../media/study.ts'
import { takeUpload } from '../../media/take.ts'
import { anyProgram, makeSound, temporaryFolder } from './sounds.ts'

const MINUTES = 10
/** All of it at once, as 48 kHz float. */
const WHOLE_BYTES = MINUTES * 60 * 48_000 * 4

describe('taking in a long sound', () => {
  it('needs a small part of it in memory at a time', async () => {
    const folder = await temporaryFolder()
    const source = 'aevalsrc=0.3*sin(2*PI*300*t)*(0.2+pow(sin(2*PI*t)\\,8)):s=16000'
    const path = await makeSound(join(folder, 'long.wav'), MINUTES * 60, source)
    const claims = {
      ...{ container: 'WAVE', codec: 'PCM', sampleRate: 16_000, channels: 1, title: null },
      ...{ promisedMs: MINUTES * 60_000, isCutOff: false },
    }
    const upload = { path, recognised: { demuxer: 'wav', skipBytes: 0 }, claims } as const
    const { signal } = new AbortController()
    const before = process.memoryUsage().rss
    let most = before
    const look = () => {
      most = Math.max(most, process.memoryUsage().rss)
    }

    const taken = await takeUpload(anyProgram, upload, defaultLimits, folder, signal, look)
    if (!taken.ok) throw new Error(taken.reason)
    const study = await studySound(taken.value.sound, signal, look)
    const master = await makeMaster(
      taken.value.sound,
      null,
      UNCHANGED,
      signal,
      async () => {},
      look,
    )

    expect(master.samples).toBe(MINUTES * 60 * 48_000)
    expect(study.steps.powers).toHaveLength(MINUTES * 60 * 100)
    expect(most - before).toBeLessThan(0.75 * WHOLE_BYTES)
  })
})
