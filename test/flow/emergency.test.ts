import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { AiringPage, AiringView } from '../../server/airing/airing-view.ts'
import type { BulletinView } from '../../server/bulletin/bulletin-view.ts'
import type { UploadView } from '../../server/bulletin/upload-view.ts'
import { office as officeSight, openBrowser, openWindow, takePicture } from '../support/browser.ts'
import { listenAndApprove } from '../support/life.ts'
import { eventually, type Office, PASSWORD, type Person, startOffice } from '../support/office.ts'
import { type PlayerProcess, startPlayer } from '../support/playout-process.ts'
import { firstSampleAt, readWav } from '../support/playout-sounds.ts'
import { toneWav } from '../support/wav.ts'

type Airing = z.infer<typeof AiringView>

const SECOND = 1_000
const MINUTE = 60 * SECOND
const COMMUNE = 'mytu'
const STATIONS = ['district', COMMUNE]
/** Nothing else of the sample sounds like it. */
const HERTZ = 2_400
const TITLE = 'Thử nghiệm: bão vào bờ'

describe('an emergency and a stop, ordered in the browser and heard at the stations', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-emergency-'))
  const players = new Map<string, PlayerProcess>()
  let office: Office
  let browser: Browser
  let page: Page
  let approver: Person

  beforeAll(async () => {
    ;[office, browser] = await Promise.all([startOffice(), openBrowser()])
    // The office's own players make no sound that could be looked at: here are two that do.
    for (const station of STATIONS) process.kill(office.pidOf(station), 'SIGSTOP')
    const admin = await office.signIn('admin')
    approver = await office.signIn('minh')
    for (const station of STATIONS) {
      const { code } = await admin.post<{ code: string }>(`/stations/${station}/enrolment`)
      start(station, 0, ['--enrol', code])
    }
    const opened = await openWindow(browser, officeSight)
    page = opened.page
    await page.goto(office.url)
    await page.locator('input[autocomplete=username]').fill('minh')
    await page.locator('input[type=password]').fill(PASSWORD)
    await page.locator('button[type=submit]').click()
    await page.getByTestId('screen-on-air').waitFor()
  })

  afterAll(async () => {
    await Promise.all([...players.values()].map((player) => player.end('SIGTERM')))
    await browser?.close()
    await office?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const wavOf = (station: string, run = 0) => path.join(folder, `${station}-${run}.wav`)
  function start(station: string, run: number, more: readonly string[] = []): void {
    const state = ['--state', path.join(folder, station), '--server', office.url]
    players.set(station, startPlayer(['run', ...state, ...more, '--file', wavOf(station, run)]))
  }
  const airings = async (query: string) =>
    (await approver.get<z.infer<typeof AiringPage>>(`/airings?limit=100${query}`)).airings
  const sleepUntil = (at: number) =>
    new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())))

  /** What a station really put out between two instants, UTC ms. */
  const heardIn = (station: string, from: number, to: number, run = 0) => {
    const first = firstSampleAt(wavOf(station, run))
    return readWav(wavOf(station, run)).subarray(
      Math.max(0, Math.round((from - first) * 48)),
      Math.round((to - first) * 48),
    )
  }
  const soundShare = (station: string, from: number, to: number, run = 0) => {
    const heard = heardIn(station, from, to, run)
    return heard.length === 0
      ? Number.NaN
      : heard.filter((sample) => sample !== 0).length / heard.length
  }
  /** First instant after another at which the tone is most of what sounds; null when it never is. */
  const toneFrom = (station: string, from: number, to: number): number | null => {
    const heard = heardIn(station, from, to)
    for (let at = 0; at + FRAME <= heard.length; at += FRAME / 2)
      if (toneShare(heard.subarray(at, at + FRAME)) > 0.8) return from + at / 48
    return null
  }
  /** A bulletin that sounds at both, and goes on for a while. */
  const somethingOnAir = (leftMs: number) =>
    eventually('a bulletin on air at both', 8 * MINUTE, async () => {
      const now = Date.now()
      const all = (await airings('&outcome=sounding')).filter(
        (one) =>
          one.kind === 'bulletin' &&
          one.title !== TITLE &&
          now - (one.startedAt ?? now) > 2 * SECOND &&
          one.plannedAt + one.samplesExpected / 48 - now > leftMs,
      )
      const both = STATIONS.map((station) => all.find((one) => one.station === station))
      return both.every((one) => one !== undefined) && (both as Airing[])
    })
  const stepAt = (station: string, of: 'stops' | 'emergencies') =>
    page
      .locator(`section[aria-labelledby="${of}-head"]`)
      .getByTestId(`place-${station}`)
      .first()
      .getAttribute('data-step')

  it('has an approved emergency lie ready at both stations', async () => {
    const editor = await office.signIn('lan')
    const form = new FormData()
    form.append(
      'file',
      new Blob([Uint8Array.from(toneWav(3, HERTZ))], { type: 'audio/wav' }),
      'bao.wav',
    )
    const uploaded = await editor.send('/uploads?wait=60', { method: 'POST', body: form })
    const upload = (await uploaded.json()) as z.infer<typeof UploadView>
    expect(upload.state).toBe('ready')
    const bulletin = await editor.post<z.infer<typeof BulletinView>>('/bulletins', {
      ...{ title: TITLE, text: 'Thử nghiệm.', upload: upload.id, class: 'emergency' },
    })
    await editor.post(`/bulletins/${bulletin.id}/versions/1/submit`)
    await listenAndApprove(approver, bulletin.id)
    for (const station of STATIONS)
      await eventually(`${station} is ready`, MINUTE, async () =>
        Boolean(players.get(station)?.told().includes('ready')),
      )
  })

  it('breaks in within two seconds of the player having it, and what it interrupts goes on', async () => {
    await page.getByTestId('emergency-open').click()
    await page.getByLabel(TITLE).check()
    await page.getByTestId('emergency-next').click()
    await page.getByTestId('emergency-sure').check()
    const before = await somethingOnAir(13 * SECOND)
    const orderedAt = Date.now()
    await page.getByTestId('emergency-confirm').click()
    await page.getByTestId('screen-orders').waitFor()
    const seen = await eventually('both sound it, on screen', 20 * SECOND, async () => {
      const steps = await Promise.all(STATIONS.map((one) => stepAt(one, 'emergencies')))
      return steps.every((step) => step === 'sounding' || step === 'sounded') && steps
    })
    expect(seen).toHaveLength(2)
    await takePicture(page, 'emergency-heard')
    await sleepUntil(orderedAt + 12 * SECOND)
    const measured: Record<string, number>[] = []
    for (const [index, station] of STATIONS.entries()) {
      const tone = toneFrom(station, orderedAt, orderedAt + 10 * SECOND)
      expect(tone, `the tone at ${station}`).not.toBe(null)
      const had = acceptedAt(players.get(station)?.log() ?? '', orderedAt)
      const fromOrder = Math.round((tone ?? 0) - orderedAt)
      const fromHaving = Math.round((tone ?? 0) - had)
      measured.push({ fromOrder, fromHaving })
      expect(fromHaving).toBeLessThan(2 * SECOND)
      const over = (tone ?? 0) + 3 * SECOND
      const after = heardIn(station, over + SECOND / 2, over + 2 * SECOND)
      expect(toneShare(after.subarray(0, FRAME * 8))).toBeLessThan(0.3)
      expect(after.filter((sample) => sample !== 0).length).toBeGreaterThan(after.length / 2)
      const tries = await eventually(`${station} says so`, 20 * SECOND, async () => {
        const all = await airings(`&station=${station}&item=${before[index]?.item}`)
        return all.length === 2 && all.toSorted((a, b) => a.attempt - b.attempt)
      })
      expect(tries[0]).toMatchObject({ outcome: 'partial' })
      expect(tries[1]?.fromSample ?? 0).toBeGreaterThan(0)
    }
    process.stdout.write(
      `order → audible, player has it → audible, ms: ${JSON.stringify(measured)}\n`,
    )
    const [relayed] = await eventually('its airing counts', 20 * SECOND, async () => {
      const all = (await airings(`&station=${COMMUNE}&outcome=aired`)).filter(
        ({ title }) => title === TITLE,
      )
      return all.length > 0 && all
    })
    expect(relayed?.relayOf).not.toBe(null)
  })

  it('stops one commune and nobody else, over a restart of its player, until a person restarts it', async () => {
    await page.getByTestId('stop-open').click()
    await page.getByLabel('Từng đài, trạm').check()
    const name = (await approver.get<{ name: string }>(`/stations/${COMMUNE}`)).name
    await page.getByRole('dialog').getByLabel(name, { exact: true }).check()
    await page.getByTestId('stop-next').click()
    await somethingOnAir(13 * SECOND)
    const orderedAt = Date.now()
    await page.getByTestId('stop-confirm').click()
    await expect.poll(() => stepAt(COMMUNE, 'stops'), { timeout: 20_000 }).toBe('silent')
    await sleepUntil(orderedAt + 7 * SECOND)
    expect(soundShare(COMMUNE, orderedAt + 3 * SECOND, orderedAt + 6 * SECOND)).toBe(0)
    expect(soundShare('district', orderedAt + 3 * SECOND, orderedAt + 6 * SECOND)).toBeGreaterThan(
      0.5,
    )
    await players.get(COMMUNE)?.end('SIGTERM')
    start(COMMUNE, 1)
    await eventually('it is up again', MINUTE, async () =>
      Boolean(players.get(COMMUNE)?.told().includes('ready')),
    )
    const [district] = await eventually('the district sounds', 8 * MINUTE, async () => {
      const all = await airings('&outcome=sounding&station=district')
      return all.length > 0 && Date.now() - (all[0]?.startedAt ?? 0) > 2 * SECOND && all
    })
    expect(district).toBeDefined()
    const now = Date.now()
    await sleepUntil(now + 4 * SECOND)
    expect(soundShare(COMMUNE, now, now + 3 * SECOND, 1)).toBe(0)
    await page.getByTestId('restart-all').first().click()
    await page.getByTestId('restart-all-sure').click()
    await expect.poll(() => stepAt(COMMUNE, 'stops'), { timeout: 20_000 }).toBe('restarted')
    await somethingOnAir(6 * SECOND)
    const again = Date.now()
    await sleepUntil(again + 4 * SECOND)
    expect(soundShare(COMMUNE, again, again + 3 * SECOND, 1)).toBeGreaterThan(0.5)
  })

  it('stops everything at once, and restarts it', async () => {
    await page.getByTestId('stop-open').click()
    await page.getByTestId('stop-next').click()
    await somethingOnAir(12 * SECOND)
    const orderedAt = Date.now()
    await page.getByTestId('stop-confirm').click()
    for (const station of STATIONS)
      await expect.poll(() => stepAt(station, 'stops'), { timeout: 20_000 }).toBe('silent')
    await sleepUntil(orderedAt + 7 * SECOND)
    for (const [station, run] of [
      ['district', 0],
      [COMMUNE, 1],
    ] as const)
      expect(soundShare(station, orderedAt + 3 * SECOND, orderedAt + 6 * SECOND, run)).toBe(0)
    await takePicture(page, 'stopped-everywhere', true)
    await page.getByTestId('restart-all').first().click()
    await page.getByTestId('restart-all-sure').click()
    for (const station of STATIONS)
      await expect.poll(() => stepAt(station, 'stops'), { timeout: 20_000 }).toBe('restarted')
  })
})

/** Samples that are looked at together: 20 ms. */
const FRAME = 960

/** Share of a stretch's energy that is the tone (Goertzel's filter). */
function toneShare(pcm: Int16Array): number {
  const step = 2 * Math.cos((2 * Math.PI * HERTZ) / 48_000)
  let [one, two, energy] = [0, 0, 0]
  for (const sample of pcm) {
    const next = sample + step * one - two
    two = one
    one = next
    energy += sample * sample
  }
  if (energy === 0) return 0
  return (2 * (one * one + two * two - step * one * two)) / (pcm.length * energy)
}

/** When a player took the first manifest after an instant, by its own log. */
function acceptedAt(log: string, after: number): number {
  for (const line of log.split('\n'))
    if (line.includes('"manifest accepted"')) {
      const { time } = JSON.parse(line) as { time: number }
      if (time > after) return time
    }
  return Number.NaN
}
