import type { Browser, Page } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../playout/contract/manifest.ts'
import { planAndPublish } from '../../server/plan-and-publish.ts'
import {
  accessibilityFaults,
  keepPaper,
  office as officeSight,
  openBrowser,
  overhang,
  phone,
  takePicture,
} from '../support/browser.ts'
import { MONDAY_8AM } from '../support/centre.ts'
import { type Desk, startDesk } from '../support/desk.ts'
import { addApproved, addCampaign, districtWindow } from '../support/programme.ts'
import { enrolKey, openPen, soundOf } from '../support/station-pen.ts'

const khmer = 'ទូរស័ព្ទ'
const titles = [
  `Lời chào tiếng Khmer: ${khmer} 2G នឹងឈប់ដំណើរការ`,
  'Hướng dẫn kiểm tra máy điện thoại có dùng được mạng 4G',
  'Nguyễn Thị Ngữ kể chuyện đổi máy: hỗ trợ hộ nghèo, hộ cận nghèo',
]

describe('paper, in a real browser', () => {
  let desk: Desk
  let browser: Browser

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    const { db } = desk.centre.deps
    await addCampaign(db)
    await addApproved(db, 'Nhạc hiệu', 5, { content_type: 'tune', campaign_id: null })
    for (const title of titles) await addApproved(db, title, 43)
    for (const [name, startsAt] of [
      ['Buổi sáng', '05:00:00'],
      ['Buổi trưa', '11:00:00'],
      ['Buổi chiều', '17:00:00'],
    ] as const) {
      const segments = [
        { source: 'vov', lengthMs: 900_000, campaignShareMs: null },
        { source: 'district', lengthMs: 300_000, campaignShareMs: 300_000 },
      ]
      const wanted = districtWindow(startsAt, { name, segments })
      const made = await desk.centre.as('an').post('/windows', wanted)
      if (made.statusCode !== 201) throw new Error(made.body)
    }
    await airSunday()
    await planAndPublish(desk.centre.deps, desk.centre.clock.now())
  })

  /** What the district was to air the day before, and what its player says of it but for the last. */
  async function airSunday(): Promise<void> {
    const { deps, nobody } = desk.centre
    await enrolKey(deps.db, 'district', 'stationOne')
    await planAndPublish(deps, MONDAY_8AM - 30 * 3_600_000)
    const { text } = (await nobody.get('/stations/district/manifest')).json()
    const manifest = JSON.parse(text) as Manifest
    const blocks = manifest.blocks.filter(({ date }) => date === '2024-08-11')
    const sounded = blocks.flatMap((block) => block.items.map((item) => ({ block, item })))
    const pen = await openPen('district', 'stationOne')
    const events = []
    for (const { block, item } of sounded.slice(0, -1))
      events.push(await pen.write(soundOf(manifest, block, item).ended))
    const reply = await nobody.post('/stations/district/events', { events })
    if (reply.statusCode >= 300 || events.length === 0) throw new Error(reply.body)
  }

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  /** Prints what is open: its sheets and their words. */
  async function print(page: Page, name: string): Promise<readonly string[]> {
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    keepPaper(pdf, `${name}.pdf`)
    const document = await getDocumentProxy(new Uint8Array(pdf))
    for (let number = 1; number <= document.numPages; number++) {
      // 297 × 210 mm in points, lying.
      const [, , width = 0, height = 0] = (await document.getPage(number)).view
      expect([Math.round(width), Math.round(height)]).toEqual([842, 595])
    }
    const { text } = await extractText(document)
    return text.map((words) => words.normalize('NFC').replaceAll(/\s+/g, ' '))
  }

  it('holds the week of a station, on A4, with every word of it', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/lich-phat/in-tuan`)
    await page.getByTestId('week-sheet').waitFor()
    await page.getByText('ỦY BAN NHÂN DÂN HUYỆN MỸ TÚ').waitFor()
    await takePicture(page, 'paper-week-screen')
    expect(await overhang(page)).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    const sheets = await print(page, 'paper-week')
    expect(sheets.length).toBeLessThanOrEqual(3)
    const all = sheets.join(' ')
    for (const words of [
      'LỊCH PHÁT SÓNG',
      'Tuần từ ngày 12/08/2024 đến ngày 18/08/2024',
      'Chủ nhật',
      'Tiếp sóng VOV',
      'TRƯỞNG ĐÀI',
      'ĐÀI HUYỆN MỸ TÚ',
      '(PL)',
      ...titles.map((title) => title.slice(0, 12)),
    ])
      expect(all).toContain(words)
    // Khmer letters are set in another order than they are written, and some as one sign.
    for (const letter of khmer.match(/\p{L}/gu) ?? []) expect(all).toContain(letter)
    for (const [at, sheet] of sheets.entries())
      expect(sheet).toContain(`Trang ${at + 1}/${sheets.length}`)
    // What is on the screen around it stays there.
    expect(all).not.toContain('Đăng xuất')
    expect(faults).toEqual([])
    await context.close()
  })

  it('says on every sheet of a sample office what it is, in the margin', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.route('**/api/v1/office', async (route) => {
      const reply = await route.fetch()
      await route.fulfill({ response: reply, json: { ...(await reply.json()), sample: true } })
    })
    await page.goto(`${desk.url}/lich-phat/in-tuan`)
    await page.getByTestId('week-sheet').waitFor()
    const sheets = await print(page, 'paper-week-sample')
    expect(sheets.length).toBeGreaterThan(1)
    for (const sheet of sheets) {
      expect(sheet).toContain('DỮ LIỆU MẪU')
      expect(sheet).toContain('Thứ hai')
    }
    expect(faults).toEqual([])
    await context.close()
  })

  it('holds the books of a day, with room for what happens and who signs', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/lich-phat/so`)
    await page.getByTestId('log-book').waitFor()
    await page.getByText('ỦY BAN NHÂN DÂN HUYỆN MỸ TÚ').waitFor()
    const log = (await print(page, 'paper-log-book')).join(' ')
    for (const words of ['SỔ NHẬT KÝ PHÁT SÓNG', 'Thứ hai, ngày 12/08/2024', 'Sự cố', 'Ký'])
      expect(log).toContain(words)
    expect(log).not.toContain('nhật ký máy phát')
    await page.goto(`${desk.url}/lich-phat/so?station=long-hung&date=2024-08-13`)
    await page.getByTestId('relay-book').waitFor()
    await page.getByText('ỦY BAN NHÂN DÂN XÃ LONG HƯNG').waitFor()
    const relay = await print(page, 'paper-relay-book')
    expect(relay).toHaveLength(1)
    for (const words of ['SỔ THEO DÕI TIẾP ÂM', 'Lý do nếu không tiếp âm', 'TRẠM LONG HƯNG'])
      expect(relay[0]).toContain(words)
    expect(faults).toEqual([])
    await context.close()
  })

  it('has the actual times of a day that is over where the player logged them, and room elsewhere', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/lich-phat/so?date=2024-08-11`)
    await page.getByTestId('log-book').waitFor()
    await page.getByText('Giờ thực tế in sẵn lấy từ nhật ký máy phát.').waitFor()
    await takePicture(page, 'paper-log-book-over')
    const rows = await page
      .getByTestId('log-book')
      .locator('tbody tr:not(.paper-blank)')
      .evaluateAll((lines) =>
        lines.map((line) => [...line.querySelectorAll('td')].map((cell) => cell.innerText.trim())),
      )
    const live = rows.filter(([, , , , , , , title]) => title?.startsWith('Tiếp sóng'))
    expect(live.length).toBe(3)
    for (const [, , , , begins, ends] of live) expect([begins, ends]).toEqual(['', ''])
    const own = rows.filter((row) => !live.includes(row))
    for (const [, , planned, , begins] of own.slice(0, -1))
      expect(begins?.slice(0, 5)).toBe(planned?.slice(0, 5))
    expect(own.at(-1)?.slice(4, 6)).toEqual(['', ''])
    await page.goto(`${desk.url}/lich-phat/so?station=long-hung&date=2024-08-11`)
    await page.getByTestId('relay-book').waitFor()
    const times = await page.locator('.paper-book tbody tr td:nth-child(5)').allInnerTexts()
    expect(times.map((time) => time.trim())).toEqual(['', '', ''])
    expect(faults).toEqual([])
    await context.close()
  })

  it('says of weeks that are not planned yet that they are a forecast, and names special days', async () => {
    const made = await desk.centre.as('an').post('/calendar-days', {
      ...{ name: 'Quốc tang', from: '2024-08-31', to: '2024-08-31' },
      ...{ closed: false, withoutMusic: true, stations: null },
    })
    expect(made.statusCode).toBe(201)
    const { page, context } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/lich-phat/in-tuan?from=2024-08-26`)
    await page.getByTestId('week-sheet').waitFor()
    const head = await page.getByTestId('week-sheet').locator('thead').innerText()
    expect(head.match(/\(dự kiến\)/g)?.length).toBe(7)
    expect(head).toContain('Quốc tang')
    await page.getByText('Ngày ghi (dự kiến) chưa xếp chính thức').waitFor()
    expect(await page.getByTestId('week-sheet').locator('tbody li').count()).toBeGreaterThan(20)
    await takePicture(page, 'paper-week-forecast')
    await context.close()
  })

  it('comes in again: a list goes into a window of another day by keys, on a phone', async () => {
    const lan = desk.centre.as('lan')
    const noon = async (): Promise<readonly Readonly<{ title: string; pinned: unknown }>[]> =>
      (await lan.get('/plan?station=district&date=2024-08-15')).json().blocks[1].items
    const there = (await noon()).map(({ title }) => title)
    const missing = titles.find((title) => !there.includes(title)) ?? ''
    const list = ['#EXTM3U', `#EXTINF:43,${missing}`, 'a.mp3', 'Khong-co.mp3'].join('\n')
    const { page, context, faults } = await desk.open(browser, 'lan', phone)
    await page.goto(`${desk.url}/lich-phat?date=2024-08-15`)
    await page.getByTestId('day-more').click()
    await page.getByTestId('import-day').click()
    // Where one begins in the dialog.
    await page.locator('[data-testid=import-drop]:focus').waitFor()
    const chooser = page.waitForEvent('filechooser')
    await page.getByTestId('import-drop').press('Enter')
    await (await chooser).setFiles({
      name: 'tuần.m3u8',
      mimeType: 'audio/mpegurl',
      buffer: Buffer.from(list),
    })
    await page.getByTestId('import-window').selectOption({ index: 1 })
    await page.getByText('Không có bản tin đã duyệt nào tên "Khong-co"').waitFor()
    expect(await page.getByTestId('import-placed').innerText()).toContain(missing)
    expect(await overhang(page)).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await takePicture(page, 'import-list')
    await page.getByTestId('import-look').press('Enter')
    await page.getByTestId('outlook').waitFor()
    await takePicture(page, 'import-list-outlook')
    await page.getByTestId('change-save').click()
    await page.getByTestId('saved').waitFor()
    const pinned = (await noon()).flatMap(({ title, pinned }) => (pinned ? [title] : []))
    expect(pinned).toEqual([missing])
    expect(faults).toEqual([])
    await context.close()
  })

  it('comes from the page of stations, beside addresses for phones', async () => {
    const { page, context, faults } = await desk.open(browser, 'truc-long-hung', phone)
    await page.goto(`${desk.url}/dai-xa`)
    await page.getByTestId('feeds-long-hung').click()
    await page.getByTestId('feed-name').fill('Điện thoại anh Ba')
    await page.getByTestId('feed-make').click()
    await page.getByTestId('feed-made').waitFor()
    const address = await page.getByTestId('feed-calendar').innerText()
    const { pathname } = new URL(address)
    expect((await fetch(desk.url + pathname)).status).toBe(200)
    await takePicture(page, 'feed-addresses')
    expect(await overhang(page)).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    const revoke = page.getByRole('button', { name: 'Thu hồi địa chỉ Điện thoại anh Ba' })
    await revoke.click()
    await revoke.click()
    await page.getByText('Chưa có địa chỉ nào.').waitFor()
    expect((await fetch(desk.url + pathname)).status).toBe(404)
    expect(faults).toEqual([])
    await context.close()
  })

  it('is accessible and fits its window in English on a phone', async () => {
    const { page, context } = await desk.open(browser, 'lan', phone, 'en')
    await page.goto(`${desk.url}/lich-phat/so?station=my-huong`)
    await page.getByTestId('relay-book').waitFor()
    expect(await overhang(page)).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await takePicture(page, 'paper-relay-book-en-phone')
    await context.close()
  })
})
