import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { AiringPage, AiringView, CountsView } from '../../server/airing/airing-view.ts'
import type { MatrixView } from '../../server/compliance/compliance-view.ts'
import type { DutyView } from '../../server/evidence/declaration-view.ts'
import type { PlanView } from '../../server/plan/plan-view.ts'
import { hear, loudestSecond } from '../support/listening.ts'
import { eventually, type Office, type Person, startOffice } from '../support/office.ts'

type Airing = z.infer<typeof AiringView>
type Page = z.infer<typeof AiringPage>

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** Invented equipment of the sample: see server/office/my-tu.ts. */
const IP_COMMUNES = ['huynhhuunghia', 'longhung', 'mytu']

describe('the sample district, started with one command', () => {
  let office: Office
  let supervisor: Person
  let readyAt: number

  beforeAll(async () => {
    office = await startOffice()
    readyAt = Date.now()
    supervisor = await office.signIn('hoa')
  })

  afterAll(async () => {
    await office?.stop()
  })

  const airings = async (query = '') =>
    (await supervisor.get<Page>(`/airings?limit=500${query}`)).airings

  it('says that it is sample data and when the first window begins', () => {
    expect(office.printed()).toContain('DỮ LIỆU MẪU')
    expect(office.printed()).toContain('giờ yên tĩnh tắt')
  })

  it('opens its first window within 15 seconds of being ready, and the HLS stream carries its sound', async () => {
    const stream = `${office.url}/live/district/index.m3u8`
    await eventually('sound above −40 dBFS on the live stream', 30 * SECOND, async () => {
      const heard = await hear(stream, 2, true)
      return heard.length > 0 && loudestSecond(heard) > -40
    })
    const airing = await eventually('the airing in the log', 10 * SECOND, async () =>
      (await airings('&station=district')).at(-1),
    )
    expect(airing).toMatchObject({ station: 'district', purpose: 'programme' })
    // From what was planned, not from how fast this machine decodes just now.
    expect((airing.plannedAt ?? 0) - readyAt).toBeLessThan(15 * SECOND)
  })

  it('airs two campaign items at the district and at every IP commune, as planned', async () => {
    const done = (all: readonly Airing[], station: string) =>
      all.filter(
        (one) => one.station === station && one.kind === 'bulletin' && one.outcome === 'aired',
      )
    const all = await eventually('two aired bulletins everywhere', 4 * MINUTE, async () => {
      const all = await airings()
      return ['district', ...IP_COMMUNES].every((station) => done(all, station).length >= 2) && all
    })
    const window = done(all, 'district').at(-1)?.window ?? ''
    const inWindow = done(all, 'district').filter((one) => one.window === window)
    const plan = await supervisor.get<z.infer<typeof PlanView>>(
      `/plan?station=district&date=${inWindow[0]?.date}`,
    )
    const planned = plan.blocks
      .find((block) => block.window === window)
      ?.items.filter(({ kind }) => kind === 'bulletin')
    expect(inWindow.map(({ item }) => item).sort()).toEqual(planned?.map(({ id }) => id).sort())
    for (const one of all.filter((one) => one.outcome === 'aired')) {
      expect(Math.abs(one.startErrorSamples ?? 1e9)).toBeLessThan(48)
      expect(one.samplesSent).toBe(one.samplesExpected)
    }
    for (const commune of IP_COMMUNES)
      expect(
        done(all, commune).every(
          (one) =>
            inWindow.some(({ item }) => one.relayOf === item) ||
            one.window !== `${window}-${commune}`,
        ),
      ).toBe(true)
  })

  it('opens every count down to exactly the airings it was counted from', async () => {
    const { counts } = await supervisor.get<z.infer<typeof CountsView>>('/counts')
    expect(counts.length).toBeGreaterThanOrEqual(4)
    for (const count of counts.filter(({ aired }) => aired > 0)) {
      const opened = await supervisor.get<Page>(count.airings.replace(/^\/api\/v1/, ''))
      const aired = opened.airings.filter(({ outcome }) => outcome === 'aired')
      expect(aired.length).toBe(count.aired)
      expect(
        aired.every((one) => one.version === count.version && one.station === count.station),
      ).toBe(true)
    }
  })

  it('shows an FM commune without evidence until its duty officer says otherwise', async () => {
    const duty = await office.signIn('truc.myhuong')
    const window = await eventually('a window that has ended', 3 * MINUTE, async () => {
      const day = await duty.get<z.infer<typeof DutyView>>('/duty')
      return day.windows.find(({ endsAt }) => endsAt < day.serverTime)
    })
    const cellOf = async (commune: string) => {
      const matrix = await supervisor.get<z.infer<typeof MatrixView>>('/compliance/day')
      const place = matrix.windows.findIndex(({ startsAt }) => startsAt === window.startsAt)
      return matrix.communes.find(({ station }) => station === commune)?.cells[place]
    }
    const silent = await eventually('the district aired something there', MINUTE, async () => {
      const cell = await cellOf('myhuong')
      return cell && cell.owed >= 2 && cell
    })
    expect(silent).toMatchObject({ standing: 'no-evidence', grade: 'none', relayed: 0 })
    for (const commune of IP_COMMUNES)
      expect(await cellOf(commune)).toMatchObject({ standing: 'relayed', grade: 'logged' })

    const { date } = await duty.get<z.infer<typeof DutyView>>('/duty')
    await duty.post('/declarations', {
      id: crypto.randomUUID(),
      station: 'myhuong',
      window: window.window,
      date,
      verdict: 'full',
      declaredAt: Date.now(),
    })
    expect(await cellOf('myhuong')).toMatchObject({ standing: 'relayed', grade: 'declared' })
    expect(await cellOf('hungphu')).toMatchObject({ standing: 'no-evidence', grade: 'none' })
  })

  it('keeps an airing whose relay was killed in the middle, with how far it got', async () => {
    const sounding = await eventually('a bulletin sounding at Long Hưng', 4 * MINUTE, async () => {
      const [one] = await airings('&station=longhung&outcome=sounding')
      return one?.kind === 'bulletin' && Date.now() - (one.startedAt ?? 0) > 4 * SECOND && one
    })
    process.kill(office.pidOf('longhung'), 'SIGKILL')
    const ended = await eventually('the interrupted airing', 30 * SECOND, async () => {
      const all = await airings(`&station=longhung&item=${sounding.item}`)
      return all.find(({ id, outcome }) => id === sounding.id && outcome === 'partial')
    })
    const soundedMs = (ended.samplesSent ?? 0) / 48
    expect(soundedMs).toBeGreaterThan(2 * SECOND)
    expect(soundedMs).toBeLessThan((ended.samplesExpected / 48) * 0.95)
  })

  it('keeps playing while the server is stopped, and every airing arrives exactly once', async () => {
    const before = Date.now()
    process.kill(office.pidOf('server'), 'SIGSTOP')
    await new Promise((resolve) => setTimeout(resolve, 2 * MINUTE))
    process.kill(office.pidOf('server'), 'SIGKILL')
    const stopped = { from: before + SECOND, to: Date.now() - 5 * SECOND }
    const late = await eventually('what was aired meanwhile', MINUTE, async () => {
      const all = await airings('&outcome=aired')
      const inTime = all.filter(
        ({ startedAt, endedAt }) =>
          (startedAt ?? 0) > stopped.from && (endedAt ?? Infinity) < stopped.to,
      )
      return (
        ['district', ...IP_COMMUNES].every((station) =>
          inTime.some((one) => one.station === station && one.kind === 'bulletin'),
        ) && inTime
      )
    })
    expect(new Set(late.map(({ id }) => id)).size).toBe(late.length)
    for (const one of late) {
      expect(one.attempt).toBe(1)
      expect(one.receivedAt).toBeGreaterThan(one.endedAt ?? 0)
    }
    const perItem = new Map<string, number>()
    for (const one of await airings()) {
      const key = `${one.station} ${one.item} ${one.attempt}`
      perItem.set(key, (perItem.get(key) ?? 0) + 1)
    }
    expect([...perItem.values()].every((times) => times === 1)).toBe(true)
  })
})
