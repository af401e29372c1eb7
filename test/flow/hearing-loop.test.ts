import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { AiringPage } from '../../server/airing/airing-view.ts'
import type { MatrixView } from '../../server/compliance/compliance-view.ts'
import type { DutyView } from '../../server/evidence/declaration-view.ts'
import { eventually, type Person } from '../support/office.ts'
import { recordedAs, sendFromPhone } from '../support/phone.ts'
import { type PlayerProcess, startPlayer } from '../support/playout-process.ts'
import { hasProgram } from '../support/programs.ts'
import { type Pulse, type PulseCapture, startPulse } from '../support/pulse.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'

const MINUTE = 60_000
const has = hasProgram('pulseaudio') && hasProgram('parec', 'pulseaudio-utils')

type Airing = z.infer<typeof AiringPage>['airings'][number]

/**
 * The loop closed: the district's real player airs into PulseAudio, what its sink sounds comes out of
 * horns in a street, a phone in the street records, and the real server hears in it what was aired.
 */
describe.runIf(has)('what a player airs into a device, recorded in the street', () => {
  let pulse: Pulse
  let server: ServerProcess
  let player: PlayerProcess
  let supervisor: Person
  let street: PulseCapture
  let mute: PulseCapture
  let aired: readonly Airing[]
  let communes: readonly string[]

  beforeAll(async () => {
    pulse = await startPulse()
    for (const sink of ['tat', 'duong', 'duong-tat']) pulse.addSink(sink)
    pulse.mute('tat')
    server = await startServerProcess('sample', (players) => {
      const district = players.find(({ station }) => station === 'district')
      if (!district) throw new Error('an office has a district')
      const { state, enrol, args } = district
      const at = args.indexOf('--server')
      // Two amplifiers on one player; somebody has turned the second one off.
      const outputs = ['--pulse', 'loa=loa', '--pulse', 'tat=tat']
      const where = ['--state', state, ...args.slice(at, at + 2)]
      player = startPlayer(['run', ...where, ...outputs], {
        ...{ ...pulse.env, TIEP_AM_ENROL: enrol ?? '' },
      })
    })
    const ends = [pulse.hang('loa', 'duong'), pulse.hang('tat', 'duong-tat')]
    const phones = [await pulse.record('duong'), await pulse.record('duong-tat')] as const
    supervisor = await server.signIn('hoa')
    communes = (await matrix()).communes.flatMap(({ station, technology }) =>
      technology === 'ip' ? [] : [station],
    )
    aired = await eventually('two bulletins of the district', 4 * MINUTE, async () => {
      const whole = (await airings()).filter(
        ({ kind, outcome }) => kind === 'bulletin' && outcome === 'aired',
      )
      return whole.length >= 2 && whole
    })
    ;[street, mute] = [await phones[0](), await phones[1]()]
    for (const end of ends) await end()
  }, 6 * MINUTE)

  afterAll(async () => {
    await player?.end('SIGKILL')
    await server?.stop()
    await pulse?.stop()
  })

  const matrix = () => supervisor.get<z.infer<typeof MatrixView>>('/compliance/day')
  const airings = async () =>
    (await supervisor.get<z.infer<typeof AiringPage>>('/airings?station=district&limit=500'))
      .airings
  /** Grade by what was owed: airings of the district. */
  const gradesOf = async (commune: string) => {
    const row = (await matrix()).communes.find(({ station }) => station === commune)
    const owed = (row?.cells ?? []).flatMap(({ obligations }) => obligations)
    return new Map(owed.map(({ owes, standing, grade }) => [owes, `${standing} ${grade}`]))
  }
  const send = async (commune: string, kind: '3gp' | 'webm' | 'm4a', sound: PulseCapture) => {
    const duty = await server.signIn(`truc.${commune}`)
    const day = await duty.get<z.infer<typeof DutyView>>('/duty')
    return sendFromPhone(duty, await recordedAs(kind, sound.pcm), {
      ...{ station: day.station, date: day.date, clock: 'checked', clockOffsetMs: 0 },
      startedAt: Math.round(sound.startedAt),
    })
  }

  it.each([
    ['webm', 0],
    ['m4a', 1],
    ['3gp', 2],
  ] as const)('turns the right airings to heard, from %s', async (kind, place) => {
    const commune = communes[place] as string
    const heard = await send(commune, kind, street)
    // Nearly all of each, and of nothing else. The matcher takes a fifth of a second of this street for
    // another word now and then, and calls such a bulletin heard in part.
    const bound = heard.finds.filter(({ verdict }) => verdict !== 'not-proved')
    for (const { coverage } of bound) expect(coverage).toBeGreaterThan(9_000)
    expect(bound.map((one) => one.bound?.target).toSorted()).toEqual(
      aired.map(({ id }) => id).toSorted(),
    )
    const grades = await gradesOf(commune)
    for (const { id, startedAt } of aired) {
      expect(grades.get(id)).toMatch(/ heard$/)
      const find = bound.find((one) => one.bound?.target === id)
      const late = street.startedAt + (find?.startMs ?? 0) - (startedAt ?? 0)
      console.info(`${kind}: heard ${Math.round(late)} ms after it was aired`)
      // The way through horns takes a moment, and no bulletin begins before it is aired.
      expect(Math.abs(late)).toBeLessThan(5_000)
    }
    const others = [...grades].filter(([id]) => !aired.some((one) => one.id === id))
    expect(others.filter(([, grade]) => grade.endsWith('heard'))).toEqual([])
  })

  it('stays without proof where somebody turned the sink off', async () => {
    const commune = communes[3] as string
    expect(aired.length).toBeGreaterThan(1)
    // Its street is not silent: there is wind in it.
    expect(mute.pcm.some((sample) => Math.abs(sample) > 30)).toBe(true)
    const heard = await send(commune, 'm4a', mute)
    expect(heard).toMatchObject({ state: 'done', finds: [] })
    const grades = await gradesOf(commune)
    expect([...grades.values()].filter((grade) => grade.endsWith('heard'))).toEqual([])
  })
})
