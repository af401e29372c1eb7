import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ingest } from '../../media/ingest.ts'
import { defaultLimits, type IngestProgress } from '../../media/sound.ts'
import { intake, makeSound } from './sounds.ts'

const run = promisify(execFile)
const steps: readonly IngestProgress['step'][] = ['measuring', 'levelling', 'encoding', 'storing']

/** Programs that still run on files of this folder. */
async function workersIn(folder: string): Promise<number> {
  const { stdout } = await run('ps', ['-eo', 'stat,args'])
  return stdout.split('\n').filter((line) => line.includes(folder) && !line.startsWith('Z')).length
}

describe('an ingest that is given up', () => {
  it.each(steps)('while %s leaves nothing in the work folder and nothing running', async (step) => {
    const place = await intake()
    const path = await makeSound(join(place.folder, 'a.wav'), 20)
    const stop = new AbortController()
    const taking = ingest(
      path,
      { ...place.deps, signal: stop.signal },
      defaultLimits,
      (progress) => {
        if (progress.step === step) stop.abort(new Error('the editor went away'))
      },
    )

    if (step === 'storing') await taking.catch(() => {})
    else await expect(taking).rejects.toThrow('the editor went away')

    expect((await place.left()).filter((name) => name.startsWith('ingest-'))).toEqual([])
    await expect.poll(() => workersIn(place.folder)).toBe(0)
  })
})
