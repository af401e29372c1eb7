import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Manifest } from '../../playout/contract/manifest.ts'
import { openHeldManifest } from '../../playout/sync/held-manifest.ts'
import { makeManifest, makeOffice, type Office, STATION } from '../support/playout-office.ts'

let folder: string
let office: Office
const NOW = 1_795_000_000_000

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'))
  office = await makeOffice()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = () => openHeldManifest(folder, office.root.publicKey, STATION, NOW)
const signed = (version: number, more: Partial<Manifest> = {}) =>
  office.sign(makeManifest(version, [], [], more))

describe('a station that holds manifest 5', () => {
  const cases: Record<string, () => Promise<string>> = {
    'signature-wrong': async () => (await signed(6)).replace('"version\\":6', '"version\\":7'),
    malformed: async () => '<html>504 Gateway Time-out</html>',
    'older-version': () => signed(4),
    'other-station': () => signed(6, { station: 'xa-khac' }),
    'past-expiry': () => signed(6, { expiresAt: NOW - 10_000, offlineAllowanceMs: 9_999 }),
    'key-not-trusted': async () => (await makeOffice()).sign(makeManifest(6, [], [])),
  }
  for (const [reason, bytes] of Object.entries(cases))
    it(`refuses one that is ${reason}, and goes on with its own`, async () => {
      const held = await open()
      expect((await held.offer(await signed(5), NOW)).ok).toBe(true)
      expect(await held.offer(await bytes(), NOW)).toMatchObject({ ok: false, reason })
      expect(held.manifest()?.version).toBe(5)
      expect((await open()).manifest()?.version).toBe(5)
    })

  it('never goes back behind it, even when its own copies are gone', async () => {
    await (await open()).offer(await signed(5), NOW)
    rmSync(join(folder, 'manifest.json'))
    const again = await open()
    expect(again.manifest()).toBeNull()
    expect(await again.offer(await signed(4), NOW)).toMatchObject({ reason: 'older-version' })
    expect((await again.offer(await signed(5), NOW)).ok).toBe(true)
  })

  it('takes up the one before when its newest is damaged', async () => {
    const held = await open()
    await held.offer(await signed(5), NOW)
    await held.offer(await signed(6), NOW)
    rmSync(join(folder, 'manifest.json'))
    expect((await open()).manifest()?.version).toBe(5)
    expect((await open()).seen()).toBe(6)
  })
})
