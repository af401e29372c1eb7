import { stat } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import {
  awaitedBulletins,
  sampleBulletins,
  sampleEmergencies,
  samplePath,
  samplePhases,
  sampleSignals,
} from '../../media/samples/samples.ts'
import { anyProgram, decodedSamples, measure } from './sounds.ts'

describe('a sample bulletin', () => {
  it.each([...sampleBulletins, ...sampleEmergencies])(
    '$key is announced as a sample and fits its window',
    async (bulletin) => {
      const seconds = (await decodedSamples(anyProgram, samplePath(bulletin.file))) / 48_000
      expect(seconds).toBeGreaterThan(18)
      expect(seconds).toBeLessThan(28)
      expect(bulletin.text.startsWith('Đây là bản tin mẫu')).toBe(true)
      expect(bulletin.text).toBe(bulletin.text.normalize('NFC'))
      expect(bulletin.writtenBy).not.toBe(bulletin.approvedBy)
    },
  )

  it.each(sampleBulletins)(
    '$key says nothing that its phase makes wrong',
    ({ phase, text, title }) => {
      const said = `${title} ${text}`
      expect(said).not.toMatch(/tắt sóng/i)
      if (phase === 1) expect(said).not.toMatch(/16\/10|15\/10|đã dừng/)
      if (phase === 2) expect(said).not.toMatch(/đã dừng|(?<!Mốc )16\/9/)
      if (phase === 3) expect(said).not.toMatch(/16\/9|15\/10|sẽ dừng|trước ngày/)
    },
  )

  it('is there at least twice in each past phase, and four times today', () => {
    const count = (phase: number) => sampleBulletins.filter((one) => one.phase === phase).length
    expect(samplePhases.map(({ phase }) => count(phase) >= (phase === 3 ? 4 : 2))).toEqual([
      true,
      true,
      true,
    ])
    expect(new Set(sampleBulletins.map(({ key }) => key)).size).toBe(sampleBulletins.length)
  })

  it('in Khmer waits for a person, and names the bulletin that it will say', () => {
    for (const { variantOf, awaiting, note } of awaitedBulletins) {
      expect(awaiting).toBe('recording')
      expect(sampleBulletins.map(({ key }) => key)).toContain(variantOf)
      expect(note).toContain('ភាសាខ្មែរ')
    }
  })
})

describe('the sample sounds', () => {
  it('are at the house level, but for the test signal at −20 dBFS', async () => {
    for (const { file } of [...sampleBulletins, ...sampleEmergencies]) {
      const { lufs, truePeak } = await measure(samplePath(file))
      expect(Math.abs(lufs - -16)).toBeLessThanOrEqual(0.5)
      // The master keeps −1.5; what Opus adds to it must still be clear of full scale.
      expect(truePeak).toBeLessThanOrEqual(-1)
    }
    for (const { file, kind } of sampleSignals) {
      const seconds = (await decodedSamples(anyProgram, samplePath(file))) / 48_000
      const { lufs, truePeak } = await measure(samplePath(file))
      if (kind === 'test') {
        expect(seconds).toBe(3)
        expect(Math.abs(truePeak - -20)).toBeLessThanOrEqual(0.5)
      } else {
        expect(seconds).toBe(5.6)
        expect(Math.abs(lufs - -16)).toBeLessThanOrEqual(0.5)
      }
    }
  })

  it('are small enough to live in the repository', async () => {
    const files = [...sampleBulletins, ...sampleEmergencies, ...sampleSignals].map(
      ({ file }) => file,
    )
    const sizes = await Promise.all(files.map(async (file) => (await stat(samplePath(file))).size))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000)
  })
})
