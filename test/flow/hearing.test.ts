import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { AiringPage } from '../../server/airing/airing-view.ts'
import type { MatrixView } from '../../server/compliance/compliance-view.ts'
import type { DutyView } from '../../server/evidence/declaration-view.ts'
import { eventually, type Office, type Person, startOffice } from '../support/office.ts'
import { receive, recordedAs, sendFromPhone } from '../support/phone.ts'

const MINUTE = 60_000
const RATE = 48_000

/** The district's player airs; what communes carry of it comes out of horns, and phones record that. */
describe('a morning of FM communes, recorded in the street', () => {
  let office: Office
  let supervisor: Person
  let street: Int16Array
  let startedAt: number
  let aired: z.infer<typeof AiringPage>['airings']
  let communes: readonly string[]

  beforeAll(async () => {
    office = await startOffice()
    supervisor = await office.signIn('hoa')
    communes = (await matrix()).communes.flatMap(({ station, technology }) =>
      technology === 'ip' ? [] : [station],
    )
  })
  afterAll(async () => {
    await office?.stop()
  })

  const matrix = () => supervisor.get<z.infer<typeof MatrixView>>('/compliance/day')
  /** How it stands with what a commune owed of the bulletins that were recorded. */
  const owedBy = async (commune: string) => {
    const row = (await matrix()).communes.find(({ station }) => station === commune)
    const owed = new Set(aired.map(({ id }) => id))
    return (row?.cells ?? [])
      .flatMap(({ obligations }) => obligations)
      .filter(({ owes }) => owed.has(owes))
      .map(({ standing, grade }) => `${standing} ${grade}`)
      .toSorted()
  }
  const send = async (commune: string, kind: '3gp' | 'webm' | 'm4a', pcm: Int16Array) => {
    const duty = await office.signIn(`truc.${commune}`)
    const day = await duty.get<z.infer<typeof DutyView>>('/duty')
    const about = { station: day.station, date: day.date, clock: 'checked', clockOffsetMs: 0 }
    return sendFromPhone(duty, await recordedAs(kind, pcm), { ...about, startedAt })
  }

  it('sounds from loudspeakers while the district airs two bulletins', async () => {
    const air = await receive(`${office.url}/live/district/index.m3u8`)
    startedAt = air.startedAt
    aired = await eventually('two bulletins of the district', 5 * MINUTE, async () => {
      const { airings } = await supervisor.get<z.infer<typeof AiringPage>>(
        '/airings?station=district&outcome=aired&limit=500',
      )
      const whole = airings.filter(
        (one) => one.kind === 'bulletin' && (one.startedAt ?? 0) > startedAt,
      )
      return whole.length >= 2 && whole
    })
    // The stream comes some seconds behind the air.
    await new Promise((resolve) => setTimeout(resolve, 20_000))
    street = await air.end()
    await eventually('the windows of the communes are over', 3 * MINUTE, async () => {
      const owed = await owedBy(communes[0] as string)
      return owed.length === aired.length && owed.every((one) => one === 'no-evidence none')
    })
  })

  it.each([
    ['3gp', 0],
    ['webm', 1],
    ['m4a', 2],
  ] as const)(
    'turns what a commune owed to heard, from a phone that writes %s',
    async (kind, place) => {
      const commune = communes[place] as string
      expect(new Set(await owedBy(commune))).toEqual(new Set(['no-evidence none']))
      const heard = await send(commune, kind, street)
      expect(new Set(await owedBy(commune))).toEqual(new Set(['relayed heard']))
      const bound = heard.finds.flatMap((one) => one.bound?.target ?? [])
      expect(bound.toSorted()).toEqual(aired.map(({ id }) => id).toSorted())
    },
  )

  it('stays without proof where the loudspeaker was mute', async () => {
    const commune = communes[3] as string
    const heard = await send(commune, 'm4a', new Int16Array(street.length))
    expect(heard).toMatchObject({ state: 'failed', refusal: { code: 'no-sound-in-it' } })
    expect(new Set(await owedBy(commune))).toEqual(new Set(['no-evidence none']))
  })

  it('is heard in part where one sentence is another bulletin’s', async () => {
    const commune = communes[4] as string
    const [one, other] = aired as [(typeof aired)[number], (typeof aired)[number]]
    const known = await send(communes[0] as string, 'm4a', street.slice(RATE))
    const at = (airing: string, seconds: number) => {
      const find = known.finds.find(({ bound }) => bound?.target === airing)
      return Math.round(((find?.startMs ?? 0) / 1000 + 1 + seconds) * RATE)
    }
    const spliced = street.slice()
    spliced.set(street.subarray(at(other.id, 12), at(other.id, 16)), at(one.id, 9))
    const heard = await send(commune, 'webm', spliced)
    const verdicts = new Map(heard.finds.map(({ bound, verdict }) => [bound?.target, verdict]))
    expect(verdicts.get(one.id)).toBe('heard-in-part')
    expect(verdicts.get(other.id)).toBe('proved')
    expect(await owedBy(commune)).toEqual(['partly heard', 'relayed heard'])
  })
})
