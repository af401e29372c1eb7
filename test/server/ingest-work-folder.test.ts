import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeIngestWorkFolder } from '../../server/ingest-work-folder.ts'
import { temporaryFolder } from '../media/sounds.ts'

/** A process that runs until it is killed. */
function startProcess() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  if (child.pid === undefined) throw new Error('it did not start')
  const ended = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
  }
  return { pid: child.pid, kill }
}

describe('the work folder of tiep-am ingest', () => {
  it('is cleared away by the next run when its own was killed, and not while that runs', async () => {
    const temporary = await temporaryFolder()
    const other = startProcess()
    const theirs = await makeIngestWorkFolder(temporary, other.pid)
    await mkdir(path.join(theirs, '0'))
    await writeFile(path.join(theirs, '0', 'taken.f32'), 'x')

    const beside = await makeIngestWorkFolder(temporary, process.pid)
    expect((await readdir(temporary)).toSorted()).toEqual(
      [theirs, beside].map((folder) => path.basename(folder)).toSorted(),
    )
    expect(await readdir(path.join(theirs, '0'))).toEqual(['taken.f32'])

    await other.kill()
    const next = await makeIngestWorkFolder(temporary, process.pid)
    expect((await readdir(temporary)).toSorted()).toEqual(
      [beside, next].map((folder) => path.basename(folder)).toSorted(),
    )
  })

  it('leaves alone what is not the work folder of a run on this machine', async () => {
    const temporary = await temporaryFolder()
    const gone = startProcess()
    await gone.kill()
    const others = [`tiep-am-ingest-elsewhere.example-${gone.pid}-abc`, 'tiep-am-ingest-', 'kept']
    for (const name of others) await mkdir(path.join(temporary, name))
    const file = path.basename(await makeIngestWorkFolder(await temporaryFolder(), gone.pid))
    await writeFile(path.join(temporary, file), 'x')

    await makeIngestWorkFolder(temporary, process.pid)

    expect(await readdir(temporary)).toEqual(expect.arrayContaining([...others, file]))
  })
})
