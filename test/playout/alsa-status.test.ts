import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findAlsaStatus, readAlsaStatus } from '../../playout/output/alsa-status.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'asound-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function device(name: string, text: string): string {
  mkdirSync(join(root, name), { recursive: true })
  writeFileSync(join(root, name, 'status'), text)
  return join(root, name, 'status')
}

/** As Linux 6.1 writes it. */
const RUNNING = `state: RUNNING
owner_pid   : 4711
trigger_time: 1234.567890123
tstamp      : 1240.123456789
delay       : 9600
avail       : 4800
avail_max   : 5760
-----
hw_ptr      : 266880
appl_ptr    : 276480
`

it('the device that a process plays on is found by its owner, and says how far it has got', () => {
  device('card0/pcm0p/sub0', 'closed\n')
  device('card1/pcm0c/sub0', RUNNING)
  const mine = device('card1/pcm3p/sub0', RUNNING)
  expect(findAlsaStatus(4711, root)).toBe(mine)
  expect(readAlsaStatus(mine)).toEqual({ running: true, played: 266_880 })
})

it('a process that plays through something that hides the device is found on none', () => {
  device('card0/pcm0p/sub0', RUNNING)
  expect(findAlsaStatus(4712, root)).toBeNull()
  expect(findAlsaStatus(4711, join(root, 'nothing'))).toBeNull()
})

it('a device that was closed or broke says nothing that could be believed', () => {
  expect(readAlsaStatus(device('card0/pcm0p/sub0', 'closed\n'))).toBeNull()
  const broken = device('card0/pcm1p/sub0', RUNNING.replace('RUNNING', 'XRUN'))
  expect(readAlsaStatus(broken)?.running).toBe(false)
  expect(readAlsaStatus(join(root, 'gone'))).toBeNull()
})
