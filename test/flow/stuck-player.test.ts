import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually, type Office, startOffice } from '../support/office.ts'

let office: Office

beforeAll(async () => {
  office = await startOffice()
}, 120_000)
afterAll(async () => {
  await office?.stop()
})

const boots = () =>
  readFileSync(path.join(office.data, 'log', 'district.log'), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"event boot"'))

it('a player of the office that stands still is killed and started again, and its log says why', async () => {
  await eventually('the player is up', 60_000, async () => boots().length === 1)
  const stuck = office.pidOf('district')
  process.kill(stuck, 'SIGSTOP')
  await eventually('another is up', 60_000, async () => boots().length === 2)
  expect(boots()[1]).toMatch(/watchdog: the player before it stood still/)
  expect(office.printed()).toContain('Player stopped, starting it again')
  expect(office.pidOf('district')).not.toBe(stuck)
}, 150_000)
