import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { trustedKey } from '../../../playout/contract/trust.ts'
import { activateOffice, openOfficeFolder } from '../../../server/office/office-folder.ts'
import { openOfficeKeys } from '../../../server/office/office-keys.ts'
import { takeOfficeLock } from '../../../server/office/office-lock.ts'

const DAY_MS = 86_400_000
const NOW = Date.parse('2024-08-12T08:00:00+07:00')
const freshData = () => mkdtempSync(path.join(os.tmpdir(), 'tiep-am-data-'))

describe('the data folder', () => {
  it('holds the sample and the real office apart, and the word in `active` chooses', async () => {
    const data = freshData()
    expect(openOfficeFolder(data, 'sample').name).toBe('sample')
    await activateOffice(data, 'office')
    const real = openOfficeFolder(data, 'sample')
    expect(real.name).toBe('office')
    expect(real.database).not.toContain(`${path.sep}sample${path.sep}`)
    expect(existsSync(path.join(data, 'sample'))).toBe(true)
  })

  it('starts with a clean office where the preset says so', () => {
    expect(openOfficeFolder(freshData(), 'none').name).toBe('office')
  })
})

describe('the keys of an office', () => {
  it('are made once, readable by their owner only, and stay what they are', async () => {
    const folder = openOfficeFolder(freshData(), 'none').keys
    const first = await openOfficeKeys(folder, NOW)
    const again = await openOfficeKeys(folder, NOW + DAY_MS)
    expect(again.root).toBe(first.root)
    expect(again.publish.publicKey).toBe(first.publish.publicKey)
    expect(again.publishDocument).toEqual(first.publishDocument)
    for (const file of ['root.json', 'publish.json', 'ledger.json'])
      expect(statSync(path.join(folder, file)).mode & 0o077).toBe(0)
  })

  it('are named by the root, each for its own purpose', async () => {
    const keys = await openOfficeKeys(openOfficeFolder(freshData(), 'none').keys, NOW)
    expect(await trustedKey(keys.root, 'publish', keys.publishDocument, NOW)).toMatchObject({
      ok: true,
      value: keys.publish.publicKey,
    })
    expect(await trustedKey(keys.root, 'ledger', keys.publishDocument, NOW)).toMatchObject({
      ok: false,
      reason: 'key-not-trusted',
    })
  })

  it('are named anew before the root’s word for them runs out', async () => {
    const folder = openOfficeFolder(freshData(), 'none').keys
    const first = await openOfficeKeys(folder, NOW)
    const later = NOW + 3 * 365 * DAY_MS - 10 * DAY_MS
    const renewed = await openOfficeKeys(folder, later)
    expect(renewed.publish.publicKey).toBe(first.publish.publicKey)
    expect(renewed.publishDocument).not.toEqual(first.publishDocument)
    const nextYear = later + 365 * DAY_MS
    expect((await trustedKey(renewed.root, 'publish', renewed.publishDocument, nextYear)).ok).toBe(
      true,
    )
    expect((await trustedKey(renewed.root, 'publish', first.publishDocument, nextYear)).ok).toBe(
      false,
    )
  })
})

describe('the lock of an office', () => {
  it('is held by one live server, and freed by one that is gone', () => {
    const folder = freshData()
    const mine = takeOfficeLock(folder, 100, () => true)
    expect(mine.held).toBe(false)
    expect(takeOfficeLock(folder, 200, () => true)).toEqual({ held: true, by: 100 })
    expect(takeOfficeLock(folder, 200, () => false).held).toBe(false)
    expect(readFileSync(path.join(folder, 'server.pid'), 'utf8')).toBe('200\n')
  })
})
