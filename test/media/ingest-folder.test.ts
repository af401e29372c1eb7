import { spawn } from 'node:child_process'
import { chmod, chown, copyFile, mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { type FolderEntry, ingestFolder } from '../../media/ingest-folder.ts'
import { anyProgram, makeSound, temporaryFolder } from './sounds.ts'

const CLI = join(import.meta.dirname, '../../server/cli.ts')

/** Runs the command as somebody would, with temporary files in a folder of its own. */
async function tryFolder(folder: string) {
  const temporary = await temporaryFolder()
  const child = spawn(process.execPath, [CLI, 'ingest', folder, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, TMPDIR: temporary },
  })
  const code = new Promise<number | null>((resolve) => child.once('close', resolve))
  const entries = (await json(child.stdout)) as FolderEntry[]
  return { entries, code: await code, left: await readdir(temporary) }
}

describe('tiep-am ingest DIR --json', () => {
  it('prints one entry for each file by name, and leaves nothing behind', async () => {
    const folder = await temporaryFolder()
    const sound = await makeSound(join(folder, 'b.mp3'), 2)
    await copyFile(sound, join(folder, '.b.mp3'))
    await copyFile(sound, Buffer.concat([Buffer.from(`${folder}/d`), Buffer.from([0xff])]))
    await writeFile(join(folder, 'a.txt'), 'xin chào')
    await symlink(sound, join(folder, 'c.mp3'))
    await mkdir(join(folder, 'e'))

    const { entries, code, left } = await tryFolder(folder)

    expect(code).toBe(0)
    expect(left).toEqual([])
    expect(entries.map(({ file, outcome }) => [file, outcome])).toEqual([
      ['a.txt', 'refused'],
      ['b.mp3', 'accepted'],
      ['c.mp3', 'refused'],
      ['d\ufffd', 'accepted'],
    ])
    expect(entries[0]).toMatchObject({
      code: 'not-sound',
      reason: expect.stringContaining('not a sound file'),
      reasonVi: expect.stringContaining('không phải'),
    })
    expect(entries[1]).toMatchObject({ durationMs: 2000, trimmedDurationMs: expect.any(Number) })
    expect(entries[2]).toMatchObject({ code: 'not-a-file' })
    expect(entries[3]).toEqual({ ...entries[1], file: 'd\ufffd' })
  })

  it('prints an empty list for an empty folder', async () => {
    expect(await tryFolder(await temporaryFolder())).toMatchObject({ entries: [], code: 0 })
  })

  it('fails, and says so in both languages, where there is no such folder', async () => {
    const child = spawn(process.execPath, [CLI, 'ingest', '/nowhere/at/all', '--json'])
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect(code).toBe(2)
    expect(said).toContain('Không có thư mục')
    expect(said).toContain('There is no folder')
  })
})

describe('a folder that is taken in', () => {
  it('has the sound of files that only root may read, or says that they cannot be read', async () => {
    const folder = await temporaryFolder()
    const sound = await makeSound(join(folder, 'nobody.mp3'), 2)
    const others = join(folder, 'others.mp3')
    await copyFile(sound, others)
    await chmod(sound, 0)
    const isRoot = process.getuid?.() === 0
    await chmod(others, isRoot ? 0o600 : 0)
    if (isRoot) await chown(others, 1234, 1234)

    const entries = await ingestFolder(folder, {
      ...{ program: anyProgram, workFolder: await temporaryFolder() },
    })

    expect(entries.map(({ file }) => file)).toEqual(['nobody.mp3', 'others.mp3'])
    for (const entry of entries)
      expect(entry).toMatchObject(
        isRoot
          ? { outcome: 'accepted', durationMs: 2000 }
          : { outcome: 'refused', code: 'not-readable' },
      )
  })

  it('tells of each file when it is begun and how far it has got', async () => {
    const folder = await temporaryFolder()
    await makeSound(join(folder, 'a.wav'), 5)
    await writeFile(join(folder, 'b.txt'), 'xin chào')
    const told: string[] = []

    await ingestFolder(
      folder,
      { program: anyProgram, workFolder: await temporaryFolder() },
      ({ file }) => told.push(`${file} done`),
      (file, { step }) => told.push(`${file} ${step}`),
    )

    const steps = ['measuring', 'levelling', 'encoding', 'storing', 'done']
    const ofSound = told.filter((line) => line.startsWith('a.wav'))
    expect([...new Set(ofSound)]).toEqual(steps.map((step) => `a.wav ${step}`))
    expect(told.filter((line) => line.startsWith('b.txt'))).toEqual([
      'b.txt measuring',
      'b.txt done',
    ])
  })
})
