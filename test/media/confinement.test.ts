import { chmod, writeFile } from 'node:fs/promises'
import { getPriority } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { confinement } from '../../media/ffmpeg/confine.ts'
import { ended } from '../../media/ffmpeg/ending.ts'
import { launch } from '../../media/ffmpeg/launch.ts'
import { temporaryFolder } from './sounds.ts'

/** What a program sees of the world when it is started as ffmpeg is. */
async function seenBy(script: string): Promise<string> {
  const path = join(await temporaryFolder(), 'program')
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
  const child = launch(path, [])
  child.stdin.end()
  const [said] = await Promise.all([text(child.stdout), ended(child)])
  return said
}

const { inForce, missing } = confinement()

describe('an ffmpeg that we start', () => {
  it('is kept by every restraint that this system has, and by none that it lacks', () => {
    expect([...inForce, ...missing].toSorted()).toEqual(['limits', 'no-network', 'no-privileges'])
    if (process.env.CI) expect(missing).toEqual([])
  })

  it('is told nothing of our environment', async () => {
    process.env.TIEP_AM_SECRET_OF_THIS_TEST = 'mật'
    try {
      expect(await seenBy('env')).not.toContain('TIEP_AM')
    } finally {
      delete process.env.TIEP_AM_SECRET_OF_THIS_TEST
    }
  })

  it('works at a lower priority', async () => {
    // Told so a moment after it has begun.
    const script = 'until [ "$(nice)" -gt "$0" ]; do sleep 0.05; done; nice'
    expect((await seenBy(script.replace('$0', String(getPriority())))).trim()).toBe('10')
  })

  it.runIf(inForce.includes('no-network'))('sees no network but its own loopback', async () => {
    const lines = (await seenBy('cat /proc/self/net/dev')).trim().split('\n').slice(2)
    expect(lines.map((line) => line.split(':')[0]?.trim())).toEqual(['lo'])
  })

  it.runIf(inForce.includes('no-privileges'))('has no rights and can win none', async () => {
    const status = await seenBy('cat /proc/self/status')
    expect(status).toMatch(/^CapEff:\s+0+$/m)
    expect(status).toMatch(/^NoNewPrivs:\s+1$/m)
  })

  it.runIf(inForce.includes('limits'))(
    'has bounds to memory, time and what it writes',
    async () => {
      const limits = await seenBy('cat /proc/self/limits')
      for (const name of ['Max address space', 'Max cpu time', 'Max file size', 'Max open files']) {
        expect(limits).toMatch(new RegExp(`^${name}\\s+\\d+\\s+\\d+`, 'm'))
      }
      expect(limits).toMatch(/^Max core file size\s+0\s+0/m)
    },
  )

  it('is what a kill hits, not the programs before it', async () => {
    const child = launch('/bin/sleep', ['600'])
    const ending = ended(child)
    child.kill('SIGKILL')
    expect(await ending).toEqual({ code: null, killedBy: 'SIGKILL' })
  })
})
