import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson } from '../../playout/contract/canonical.ts'
import type { StationStatus } from '../../playout/contract/exchange.ts'
import { planAndPublish } from '../../server/plan-and-publish.ts'
import {
  accessibilityFaults,
  office as officeSight,
  openBrowser,
  overhang,
  phone,
  takePicture,
} from '../support/browser.ts'
import { type Desk, startDesk } from '../support/desk.ts'
import { manifestOf, sayStatus } from '../support/emergencies.ts'
import { addApproved, addProgramme, districtWindow } from '../support/programme.ts'
import { enrolKey, openPen, type StationPen } from '../support/station-pen.ts'

describe('breaking in and stopping, in a real browser', () => {
  let desk: Desk
  let browser: Browser
  let pen: StationPen
  let count = 0

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    const { db } = desk.centre.deps
    await addProgramme(db)
    await addApproved(db, 'bao', 20, { class: 'emergency', campaign_id: null })
    await db
      .updateTable('bulletin')
      .set({ title: 'Bão số 3: vào bờ ngay' })
      .where('id', '=', 'bao')
      .execute()
    await db
      .updateTable('station')
      .set({ phone: '0299 0000 101' })
      .where('id', '!=', 'district')
      .execute()
    await enrolKey(db, 'district', 'stationOne')
    pen = await openPen('district', 'stationOne')
    await desk.centre.as('an').post('/windows', districtWindow('08:20:00'))
    await planAndPublish(desk.centre.deps, desk.centre.clock.now())
    await say({})
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  /** The district's player says how it is, holding the newest manifest unless said otherwise. */
  async function say(changes: Partial<StationStatus>): Promise<void> {
    const { version } = await manifestOf(desk.centre, 'district')
    const outputs: StationStatus['outputs'] = [
      {
        ...{ name: 'loa-san', kind: 'alsa', state: 'ok', levelMillibels: -1_800, sentSamples: 9 },
        ...{ lateMicros: 400, driftPpm: 12, breaks: 0 },
      },
      {
        ...{ name: 'nghe-thu', kind: 'icecast', state: 'lost', levelMillibels: -20_000 },
        ...{ sentSamples: 9, reason: 'connect ECONNREFUSED 127.0.0.1:8000', breaks: 3 },
      },
    ]
    const at = desk.centre.clock.now()
    const status = { station: 'district', count: ++count, held: version, at, outputs }
    await sayStatus(desk.centre, pen, { ...status, ...changes })
  }

  const sendLevels = async (number: number, peak: number, rms: number) => {
    const frames = (value: number) => Array.from({ length: 5 }, () => value)
    const text = canonicalJson({
      ...{ format: 'tiep-am/levels/1', station: 'district', key: pen.key, boot: 'b1' },
      ...{ count: number, at: desk.centre.clock.now() - 250, clockOffsetMs: 0 },
      outputs: ['loa-san', 'nghe-thu'].map((name) => ({
        ...{ name, peak: frames(peak), rms: frames(rms) },
      })),
    })
    const signed = await pen.sign('levels', text)
    return (await desk.centre.nobody.post('/stations/district/levels', signed)).json()
  }
  /** The newest order's word about a station. */
  const stepOf = (page: Page, station: string, of: 'stops' | 'emergencies' = 'stops') =>
    page
      .locator(`section[aria-labelledby="${of}-head"]`)
      .getByTestId(`place-${station}`)
      .first()
      .getAttribute('data-step')

  it('shows true levels, what each output is doing, and what comes next to the second', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(desk.url)
    await page.getByTestId('outputs-district').waitFor()
    await expect.poll(async () => (await sendLevels(1, -300, -600)).watched).toBe(true)
    const meter = page.getByTestId('meter-loa-san')
    await expect.poll(() => meter.getAttribute('data-live')).toBe('true')
    const widths = new Set<string>()
    let number = 1
    const seen = async () => {
      number += 1
      await sendLevels(number, -300, number % 2 === 0 ? -600 : -3_000)
      widths.add((await meter.locator('.meter-fill').getAttribute('style')) ?? '')
      return ['0.9', '0.5'].every((share) => [...widths].some((style) => style.includes(share)))
    }
    await expect.poll(seen, { interval: 200, timeout: 20_000 }).toBe(true)
    const outputs = await page.getByTestId('outputs-district').innerText()
    expect(outputs).toContain('Máy chủ bên kia không nhận kết nối')
    expect(outputs).toContain('Đồng hồ cạc nhanh 12 phần triệu')
    expect(await page.getByTestId('next-up').innerText()).toMatch(/sau 1\d:\d\d|sau \d:\d\d/)
    await takePicture(page, 'on-air-outputs')
    expect(await accessibilityFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
    // Who looked away is told no more.
    await expect.poll(async () => (await sendLevels(999, -300, -600)).watched).toBe(false)
  })

  it('says of a clock that is far off what to do about it, since no order can vouch for it', async () => {
    await say({ clockOffsetMs: -300_000 })
    const { page, context } = await desk.open(browser, 'minh', phone)
    await page.goto(desk.url)
    const note = page.getByTestId('clock-district')
    await page.getByTestId('outputs-district').waitFor()
    await takePicture(page, 'clock-far-off-phone', true)
    await note.waitFor()
    expect(await note.innerText()).toMatch(/nhanh 5:00 so với máy chủ[\s\S]*chỉnh giờ máy ở trạm/)
    await page.goto(`${desk.url}/dai-xa`)
    await note.waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await overhang(page)).toBe(0)
    await context.close()
    await desk.centre.clock.advance(130_000)
    const away = await desk.open(browser, 'minh', officeSight, 'en')
    await away.page.goto(`${desk.url}/dai-xa`)
    await away.page.getByText('clock-is-right').waitFor()
    await takePicture(away.page, 'clock-out-of-reach')
    await away.context.close()
    await say({ clockOffsetMs: 0 })
  })

  it('reads back where it falls silent before it does, and follows it there', async () => {
    const { page, context } = await desk.open(browser, 'minh', officeSight)
    await page.goto(`${desk.url}/lich-phat`)
    await page.getByTestId('stop-open').click()
    await page.getByTestId('stop-next').click()
    const reading = page.getByTestId('stop-reading')
    await reading.getByText('Sẽ im lặng ngay').waitFor()
    expect(await reading.innerText()).toMatch(/Máy phát nhận lệnh ngay \(1\)[\s\S]*Đài huyện/)
    expect(await reading.innerText()).toMatch(/Phải gọi điện \(3\)[\s\S]*0299 0000 101/)
    expect((await manifestOf(desk.centre, 'district')).stops).toBe(undefined)
    await takePicture(page, 'stop-reading')
    expect(await accessibilityFaults(page)).toEqual([])
    const { version } = await manifestOf(desk.centre, 'district')
    await page.getByTestId('stop-confirm').click()
    await page.getByTestId('screen-orders').waitFor()
    const [stop] = (await manifestOf(desk.centre, 'district')).stops ?? []
    expect(stop?.outputs).toBe(null)
    await say({ held: version })
    await expect.poll(() => stepOf(page, 'district')).toBe('sending')
    await say({})
    await expect.poll(() => stepOf(page, 'district')).toBe('received')
    const event = { type: 'stopped', about: stop?.id ?? '', reason: '', amountMs: 0 } as const
    const events = [await pen.write(event, desk.centre.clock.now())]
    await desk.centre.nobody.post('/stations/district/events', { events })
    await expect.poll(() => stepOf(page, 'district')).toBe('silent')
    expect(await stepOf(page, 'long-hung')).toBe('telephone')
    await page.getByTestId('call-long-hung').click()
    await page.getByTestId('called-long-hung').waitFor()
    await takePicture(page, 'orders-stopped', true)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.goto(desk.url)
    expect(await page.getByTestId('stop-banner').innerText()).toContain('Đang dừng phát ở 4 nơi')
    // What is planned is not shown as if it would sound.
    await page.getByTestId('hour-stopped').waitFor()
    expect(await page.locator('.strip-next').innerText()).toContain('Không phát tiếp cho đến khi')
    expect(await page.getByTestId('strip-on-air').innerText()).toBe('Đang dừng phát')
    expect(await page.getByTestId('tile-my-huong').innerText()).not.toContain('Khung tới')
    await takePicture(page, 'on-air-stopped')
    expect(await accessibilityFaults(page)).toEqual([])
    await context.close()
  })

  it('lets it sound again only when a person presses twice', async () => {
    const { page, context } = await desk.open(browser, 'minh', officeSight)
    await page.goto(`${desk.url}/lenh-phat`)
    await page.getByTestId('restart-all').click()
    expect((await manifestOf(desk.centre, 'district')).stops).toHaveLength(1)
    await page.getByTestId('restart-all-sure').click()
    await expect.poll(() => stepOf(page, 'district')).toBe('restarting')
    expect((await manifestOf(desk.centre, 'district')).stops).toBe(undefined)
    expect(await page.getByTestId('stop-banner').count()).toBe(0)
    await page.goto(`${desk.url}/nhat-ky`)
    await page.getByText('Xem việc của máy phát').click()
    await page.getByTestId('happenings').getByText('Dừng phát theo lệnh').waitFor()
    await context.close()
  })

  it('has an emergency break in by keyboard alone, and follows it to every station', async () => {
    const { page, context } = await desk.open(browser, 'lan', officeSight)
    await page.goto(desk.url)
    await page.getByTestId('emergency-open').focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('emergency-choose').waitFor()
    await takePicture(page, 'emergency-choose')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByTestId('emergency-next').focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('emergency-sure').waitFor()
    const reading = await page.getByTestId('emergency-reading').innerText()
    expect(reading).toContain('"Bão số 3: vào bờ ngay", 1 lần, cả thảy 0:20, tại 4 nơi')
    expect(await page.getByTestId('emergency-confirm').isDisabled()).toBe(true)
    await takePicture(page, 'emergency-reading')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByTestId('emergency-sure').focus()
    await page.keyboard.press('Space')
    await page.getByTestId('emergency-confirm').focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('screen-orders').waitFor()
    const block = (await manifestOf(desk.centre, 'district')).blocks.find(({ urgent }) => urgent)
    await say({})
    await expect.poll(() => stepOf(page, 'district', 'emergencies')).toBe('received')
    const now = desk.centre.clock.now()
    const onAir = { item: block?.items[0]?.id ?? '', title: 'Bão', kind: 'bulletin' } as const
    await say({ onAir: { ...onAir, startedAt: now, endsAt: now + 20_000 } })
    await expect.poll(() => stepOf(page, 'district', 'emergencies')).toBe('sounding')
    expect(await page.getByTestId('emergency-banner').innerText()).toContain('1 trên 4 nơi')
    await takePicture(page, 'orders-emergency', true)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByTestId('emergency-end').click()
    await page.getByTestId('emergency-end-sure').click()
    await page.getByText('Đã thôi phát').first().waitFor()
    await context.close()
  })

  it('has room for both on a phone, well apart, and lets who is on duty stop the own station', async () => {
    const { page, context, faults } = await desk.open(browser, 'truc-my-huong', phone)
    await page.goto(desk.url)
    expect(await page.getByTestId('emergency-open').count()).toBe(0)
    await page.getByTestId('stop-open').click()
    await page.getByTestId('stop-next').click()
    await page.getByTestId('stop-confirm').waitFor()
    const reading = await page.getByTestId('stop-reading').innerText()
    expect(reading).toContain('Trạm Mỹ Hương')
    expect(reading).not.toContain('Long Hưng')
    await takePicture(page, 'stop-phone')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByTestId('stop-confirm').click()
    await page.getByTestId('screen-orders').waitFor()
    expect(await overhang(page)).toBe(0)
    await takePicture(page, 'orders-phone', true)
    await page.getByTestId('restart-all').click()
    await page.getByTestId('restart-all-sure').click()
    await expect.poll(() => page.getByTestId('stop-banner').count()).toBe(0)
    expect(faults).toEqual([])
    await context.close()
    const both = await desk.open(browser, 'hoa', phone, 'en')
    await both.page.goto(desk.url)
    const left = await both.page.getByTestId('emergency-open').boundingBox()
    const right = await both.page.getByTestId('stop-open').boundingBox()
    const gap = (right?.x ?? 0) - ((left?.x ?? 0) + (left?.width ?? 0))
    expect(gap).toBeGreaterThan(60)
    expect(await overhang(both.page)).toBe(0)
    await takePicture(both.page, 'on-air-phone-en', true)
    expect(await accessibilityFaults(both.page)).toEqual([])
    await both.context.close()
  })

  it('lets the phone page of who is on duty silence the own station by two presses, and restart it', async () => {
    const { page, context, faults } = await desk.open(browser, 'truc-my-huong', phone)
    const stops = async () => (await manifestOf(desk.centre, 'my-huong')).stops ?? []
    await page.goto(`${desk.url}/truc`)
    await page.getByTestId('stop-station').click()
    const card = page.getByTestId('stop-card')
    await card.getByText('Dừng phát ở Trạm Mỹ Hương?').waitFor()
    // No player has ever been there: the page says that the order alone silences nothing.
    expect(await card.innerText()).toContain('loa chỉ im khi tắt máy tại chỗ')
    expect(await stops()).toEqual([])
    await takePicture(page, 'duty-stop')
    expect(await overhang(page)).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    // Enter presses what changes nothing.
    await page.keyboard.press('Enter')
    await page.getByTestId('stop-station').click()
    await page.getByTestId('stop-sure').click()
    await card.getByText('Trạm đang dừng phát').waitFor()
    expect(await stops()).toHaveLength(1)
    await takePicture(page, 'duty-stopped')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByTestId('restart-station').click()
    expect(await stops()).toHaveLength(1)
    await page.getByTestId('stop-sure').click()
    await page.getByTestId('stop-station').waitFor()
    expect(await stops()).toEqual([])
    expect(faults).toEqual([])
    await context.close()
    // What the centre ordered, the phone shows and does not lift.
    const where = { kind: 'stations', stations: ['my-huong'] }
    const ordered = await desk.centre
      .as('minh')
      .post('/stops', { id: '0f0e0d0c-0000-4000-8000-000000000077', where, reason: 'thử' })
    const other = await desk.open(browser, 'truc-my-huong', phone, 'en')
    await other.page.goto(`${desk.url}/truc`)
    await other.page.getByText('only the district lifts it').waitFor()
    expect(await other.page.getByTestId('restart-station').count()).toBe(0)
    await other.context.close()
    const [held] = ordered.json().stations
    await desk.centre.as('minh').post('/stops/restart', { stops: [held.stop] })
  })

  it('names every cluster in full on a phone, and none is chosen before a person chose it', async () => {
    const square = 'Thị trấn Huỳnh Hữu Nghĩa, khu chợ nổi và bến tàu'
    await desk.centre.deps.db
      .insertInto('cluster')
      .values(
        [1, 2].map((n) => ({
          ...{ id: `cum-${n}`, station_id: 'my-huong', name: `${square}: Cụm ${n}` },
          ...{ technology: 'ip' as const, speakers: 4, output: `loa-${n}` },
        })),
      )
      .execute()
    for (const language of ['vi', 'en'] as const) {
      const { page, context } = await desk.open(browser, 'hoa', phone, language)
      await page.goto(desk.url)
      await page.getByTestId('stop-open').click()
      await page.locator('.where-choice input[value="cluster"]').check()
      const next = page.getByTestId('stop-next')
      await page.getByTestId('cluster-station').waitFor()
      expect(await next.isDisabled()).toBe(true)
      // Only one station has clusters on outputs of their own: its clusters are there to choose.
      const second = page.getByText(`${square}: Cụm 2`)
      expect(await page.locator('.cluster-of input:checked').count()).toBe(0)
      expect(await next.isDisabled()).toBe(true)
      const isWhole = (label: Element) => label.scrollWidth <= label.clientWidth
      expect(await second.evaluate(isWhole)).toBe(true)
      expect(await accessibilityFaults(page)).toEqual([])
      await second.click()
      await takePicture(page, `stop-cluster-phone-${language}`)
      expect(await overhang(page)).toBe(0)
      await next.click()
      await page.getByTestId('stop-confirm').waitFor()
      expect(await page.getByTestId('stop-reading').innerText()).toContain(`${square}: Cụm 2`)
      await context.close()
    }
    await desk.centre.deps.db.deleteFrom('cluster').where('station_id', '=', 'my-huong').execute()
  })

  it('asks for a second person in quiet hours, who types the hour back', async () => {
    await desk.centre.clock.advance(18 * 3_600_000)
    const night = desk.centre.clock.now()
    await say({})
    const { page, context } = await desk.open(browser, 'lan', officeSight)
    await page.goto(desk.url)
    await page.getByTestId('emergency-open').click()
    await page.getByTestId('emergency-next').click()
    await page.getByText('Chờ người thứ hai xác nhận (4)').waitFor()
    await takePicture(page, 'emergency-quiet')
    await page.getByTestId('emergency-sure').check()
    await page.getByTestId('emergency-confirm').click()
    await page.getByText('Đang chờ một người duyệt khác').waitFor()
    const urgent = async () =>
      (await manifestOf(desk.centre, 'district')).blocks.filter(
        ({ urgent: breaksIn, startsAt }) => breaksIn && startsAt > night,
      )
    expect(await urgent()).toEqual([])
    const second = await desk.open(browser, 'minh', phone)
    await second.page.goto(`${desk.url}/lenh-phat`)
    const says = await second.page.locator('.second-person').innerText()
    await takePicture(second.page, 'second-person-phone', true)
    expect(await overhang(second.page)).toBe(0)
    expect(await accessibilityFaults(second.page)).toEqual([])
    await second.page.getByTestId('second-hour').fill('23:59')
    await second.page.getByTestId('second-confirm').click()
    await second.page.getByTestId('problem').waitFor()
    expect(await urgent()).toEqual([])
    const hour = /lúc (\d\d:\d\d)/.exec(says)?.[1] ?? ''
    await second.page.getByTestId('second-hour').fill(hour)
    await second.page.getByTestId('second-confirm').click()
    await expect.poll(async () => (await urgent()).length).toBe(1)
    await second.context.close()
    await context.close()
  })
})
