import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { playJoined } from '../support/joined-items.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'joins-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('items back to back', () => {
  it('follow each other to the sample, whatever they come as, and none loses its end', async () => {
    const joined = await playJoined(folder, 30)
    expect(joined.length).toBe(30)
    for (const { name, start, end, likeness } of joined) {
      expect([name, Math.abs(start) <= 1, Math.abs(end) <= 1]).toEqual([name, true, true])
      expect([name, likeness > 0.8]).toEqual([name, true])
    }
  }, 300_000)
})
