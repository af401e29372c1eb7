import type { Browser, Page } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planComingDays } from '../../server/plan/plan-job.ts'
import {
  accessibilityFaults,
  keepPaper,
  office as officeSight,
  openBrowser,
  overhang,
  phone,
  takePicture,
} from '../support/browser.ts'
import { type Desk, startDesk } from '../support/desk.ts'
import { addApproved, addCampaign, districtWindow } from '../support/programme.ts'

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
    await planComingDays(desk.centre.deps, desk.centre.clock.now())
  })

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

  it('holds the books of a day, with room for what happens and who signs', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/lich-phat/so`)
    await page.getByTestId('log-book').waitFor()
    await page.getByText('ỦY BAN NHÂN DÂN HUYỆN MỸ TÚ').waitFor()
    const log = (await print(page, 'paper-log-book')).join(' ')
    for (const words of ['SỔ NHẬT KÝ PHÁT SÓNG', 'Thứ hai, ngày 12/08/2024', 'Sự cố', 'Ký'])
      expect(log).toContain(words)
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

  it.for([
    ['vi', officeSight],
    ['en', phone],
  ] as const)('is accessible and fits its window in %s on a %o', async ([language, sight]) => {
    const { page, context } = await desk.open(browser, 'lan', sight, language)
    for (const [where, there] of [
      ['/lich-phat/in-tuan', 'week-sheet'],
      ['/lich-phat/so?station=my-huong', 'relay-book'],
    ] as const) {
      await page.goto(desk.url + where)
      await page.getByTestId(there).waitFor()
      expect(await overhang(page)).toBe(0)
      expect(await accessibilityFaults(page)).toEqual([])
      await takePicture(page, `paper-${there}-${language}-${sight.name}`)
    }
    await context.close()
  })
})
