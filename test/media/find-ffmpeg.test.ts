import { chmod, copyFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bundledFfmpeg, findFfmpeg } from '../../media/ffmpeg/find.ts'
import { temporaryFolder } from './sounds.ts'

const ANSWER =
  'ffmpeg version 9.9-pretend Copyright\nconfiguration: --enable-libopus --enable-libmp3lame\n'

async function aProgram(says: string): Promise<{ folder: string; path: string }> {
  const folder = await temporaryFolder()
  const path = join(folder, 'ffmpeg')
  await writeFile(path, `#!/bin/sh\ncat <<'END'\n${says}\nEND\n`)
  await chmod(path, 0o755)
  return { folder, path }
}

const none = () => null

describe('finding ffmpeg', () => {
  it('prefers FFMPEG_PATH to everything', async () => {
    const chosen = await aProgram(ANSWER)
    const found = await findFfmpeg({ FFMPEG_PATH: chosen.path, PATH: process.env.PATH })
    expect(found).toEqual({ path: chosen.path, version: '9.9-pretend', origin: 'FFMPEG_PATH' })
  })

  it('never falls back when FFMPEG_PATH does not work', async () => {
    const other = await aProgram('I am a calculator')
    for (const broken of ['/nowhere/ffmpeg', other.path]) {
      const finding = findFfmpeg({ FFMPEG_PATH: broken, PATH: process.env.PATH })
      await expect(finding).rejects.toMatchObject({
        code: 'ffmpeg-path-broken',
        params: { path: broken },
      })
    }
  })

  it('takes the first on PATH that can make our renditions', async () => {
    const poor = await aProgram('ffmpeg version 1.0\nconfiguration: --enable-libopus')
    const good = await aProgram(ANSWER)
    const PATH = `/nowhere:${poor.folder}:${good.folder}`
    expect(await findFfmpeg({ PATH }, none)).toMatchObject({ path: good.path, origin: 'system' })
  })

  it.skipIf(bundledFfmpeg() === null)('falls back to the bundled one', async () => {
    const found = await findFfmpeg({ PATH: '/nowhere', FFMPEG_PATH: '' })
    expect(found).toMatchObject({ path: bundledFfmpeg(), origin: 'bundled' })
    expect(found.version).toMatch(/^n7\.0/)
  })

  it('gives the bundled one back its execute bit', async () => {
    const { path, folder } = await aProgram(ANSWER)
    const bundled = join(folder, 'unpacked')
    await copyFile(path, bundled)
    await chmod(bundled, 0o644)

    expect(await findFfmpeg({}, () => bundled)).toMatchObject({ origin: 'bundled' })
    expect((await stat(bundled)).mode & 0o111).toBe(0o111)
  })

  it('says in two languages what to install when there is none', async () => {
    const finding = findFfmpeg({ PATH: '/nowhere' }, none)
    await expect(finding).rejects.toMatchObject({
      code: 'ffmpeg-missing',
      message: expect.stringContaining('apt-get install ffmpeg'),
    })
  })
})
