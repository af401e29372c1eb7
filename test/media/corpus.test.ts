import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type FolderEntry, ingestFolder } from '../../media/ingest-folder.ts'
import { defaultLimits } from '../../media/sound.ts'
import { corpus, makeCorpus } from '../corpus/make.ts'
import { anyProgram, sharedFolder } from './sounds.ts'

/** Ten minutes, so that a bomb need not be large; the time is what each of them may take. */
const limits = { ...defaultLimits, longestMs: 600_000, timeMs: 60_000 }

let entries: ReadonlyMap<string, FolderEntry>
beforeAll(async () => {
  const folder = await sharedFolder()
  const files = join(folder, 'files')
  const workFolder = join(folder, 'work')
  await mkdir(workFolder)
  await makeCorpus(anyProgram, files)
  const found = await ingestFolder(files, { program: anyProgram, workFolder, limits })
  entries = new Map(found.map((entry) => [entry.file, entry]))
}, 600_000)

describe('each file of the corpus', () => {
  it('becomes exactly one entry', () => {
    expect([...entries.keys()].toSorted()).toEqual(corpus.map(({ file }) => file).toSorted())
    expect(corpus.length).toBeGreaterThanOrEqual(100)
  })

  it.each(corpus)('$file ends as it must', ({ file, expect: expected }) => {
    const entry = entries.get(file)
    if ('refused' in expected) {
      expect(entry).toMatchObject({ outcome: 'refused' })
      expect(expected.refused).toContain(entry?.outcome === 'refused' && entry.code)
      return
    }
    if (entry?.outcome !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(entry)}`)
    expect(Math.abs(entry.durationMs - expected.ms)).toBeLessThanOrEqual(expected.within)
    const [from, to] = expected.lufs ?? [-100, 100]
    expect(entry.integratedLufs).toBeGreaterThanOrEqual(from)
    expect(entry.integratedLufs).toBeLessThanOrEqual(to)
    expect(entry.warnings).toEqual(expect.arrayContaining([...expected.warnings]))
    expect(entry.warnings.includes('truncated')).toBe(expected.warnings.includes('truncated'))
    expect(Math.abs(entry.renditionLufs - -16)).toBeLessThanOrEqual(
      entry.warnings.includes('loudness-not-reached') ? 20 : 0.5,
    )
  })
})
