import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { matcherDigest } from '../../../media/hearing/matcher-digest.ts'

describe('the digest of the matcher', () => {
  it('is one SHA-256, the same whenever it is asked for', () => {
    expect(matcherDigest()).toMatch(/^[0-9a-f]{64}$/)
    expect(matcherDigest()).toBe(matcherDigest())
  })

  it('is of files that lie together, none of which says its imports in another way', () => {
    // `follow` reads `from './name.ts'`; a folder within, or a bare import, would escape it.
    const folder = new URL('../../../media/hearing/', import.meta.url)
    expect(readdirSync(folder).every((name) => /^[\w-]+\.ts$/.test(name))).toBe(true)
  })
})
