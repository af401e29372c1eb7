import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextCommand } from '../../../server/next-command.ts'
import { planAndPublish } from '../../../server/plan-and-publish.ts'
import { type Centre, startCentre } from '../../support/centre.ts'
import { addProgramme, districtWindow } from '../../support/programme.ts'

type Sounding = Readonly<{ title: string; startsAt: number; by: string; source: string | null }>

describe('what sounds next', () => {
  let centre: Centre

  beforeEach(async () => {
    centre = await startCentre()
    await addProgramme(centre.deps.db)
    for (const time of ['05:00:00', '17:00:00'])
      await centre.as('an').post('/windows', districtWindow(time))
    await planAndPublish(centre.deps, centre.clock.now())
  })
  afterEach(() => centre.stop())

  const next = async (station: string, hours = 24) =>
    (await centre.as('lan').get(`/stations/${station}/next?hours=${hours}`)).json<{
      sounding: Sounding[]
    }>().sounding
  const heard = (sounding: readonly Sounding[]) =>
    sounding.map(({ title, by, source }) => `${title} ${source ?? by}`)

  it('is the playlist and the parts of others at the district and at IP communes', async () => {
    const district = await next('district')
    expect(heard(district)).toEqual([
      ...['nhac-hieu player', 'a player', 'b player', '17:00 province'],
      ...['nhac-hieu player', 'c player', 'a player', '05:00 province'],
    ])
    expect(heard(await next('my-huong'))).toEqual(heard(district))
  })

  it('is the district’s signal where nothing else plays', async () => {
    const wired = await next('hung-phu')
    expect(heard(wired)).toEqual([
      ...['nhac-hieu', 'a', 'b'].map((title) => `${title} district-signal`),
      '17:00 province',
      ...['nhac-hieu', 'c', 'a'].map((title) => `${title} district-signal`),
      '05:00 province',
    ])
    expect(wired[0]?.startsAt).toBe(Date.parse('2024-08-12T17:00:00+07:00'))
  })

  it('reaches as far as the hours that are asked for', async () => {
    expect((await next('district', 8)).length).toBe(0)
    expect((await next('district', 10)).length).toBe(4)
  })

  it('says what was heard there before', async () => {
    const sounding = await next('district')
    const again = sounding.filter((sound) => sound.title === 'a') as unknown as {
      repeat: boolean
    }[]
    expect(again.map(({ repeat }) => repeat)).toEqual([false, true])
  })

  it('is printed by the command line from the same database, while the server runs', async () => {
    const data = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-next-'))
    symlinkSync(centre.folder, path.join(data, 'sample'))
    const printed: string[] = []
    const run = (...args: string[]) =>
      nextCommand({ TIEP_AM_DATA: data }, args, centre.clock.now(), (text) => printed.push(text))
    await run('--station', 'Trạm Hưng Phú', '--hours', '24', '--json')
    expect(heard(JSON.parse(printed[0] ?? '').sounding)).toEqual(heard(await next('hung-phu')))
    await run('--station', 'hung-phu')
    expect(printed[1]).toContain('17:00:05–17:01:05  a  (tín hiệu huyện)')
    expect(process.exitCode).toBeUndefined()
    await run('--station', 'khong-co')
    expect([process.exitCode, printed.length]).toEqual([1, 2])
    process.exitCode = undefined
    // A wrong call is told what is wrong with it.
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    for (const [args, reason] of [
      [['--station', 'district', '--hours', '99999'], 'from 1 to 168, not "99999"'],
      [['--station', 'district', '--hours=-3'], 'from 1 to 168, not "-3"'],
      [['--station', 'district', '--hours', '-3'], 'not understood'],
      [['--hours', '3'], 'No station'],
    ] as const) {
      await run(...args)
      expect(said.mock.lastCall?.[0]).toContain(reason)
    }
    said.mockRestore()
    expect([process.exitCode, printed.length]).toEqual([2, 2])
    process.exitCode = undefined
    rmSync(data, { recursive: true })
  })
})
