import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planComingDays } from '../../server/plan/plan-job.ts'
import {
  accessibilityFaults,
  office as officeSight,
  openBrowser,
  overhang,
  phone,
  takePicture,
} from '../support/browser.ts'
import { type Desk, startDesk } from '../support/desk.ts'
import { seedNineCommunes } from '../support/nine-communes.ts'
import { addApproved, districtWindow } from '../support/programme.ts'

const dispatch = readFileSync(new URL('../support/dispatch.vi.txt', import.meta.url), 'utf8')
const DAY_MS = 86_400_000

describe('a campaign from its dispatch to what was heard of it, in a real browser', () => {
  let desk: Desk
  let browser: Browser
  let communes: string[]
  let campaign: string

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    const { db } = desk.centre.deps
    communes = await seedNineCommunes(db)
    await db
      .updateTable('station')
      .set({ languages: '["km","vi"]', language_mix: '{"km":70,"vi":30}' })
      .where('id', '=', 'tram-phu-my')
      .execute()
    for (const startsAt of ['05:00:00', '11:00:00', '17:00:00']) {
      const made = await desk.centre.as('an').post(
        '/windows',
        districtWindow(startsAt, {
          segments: [
            { source: 'vov', lengthMs: 900_000, campaignShareMs: null },
            { source: 'district', lengthMs: 600_000, campaignShareMs: 600_000 },
            { source: 'commune', lengthMs: 300_000, campaignShareMs: null },
          ],
          relayedBy: communes,
        }),
      )
      expect(made.statusCode, made.body).toBe(201)
    }
    await addApproved(db, 'nhac-hieu', 5, { content_type: 'tune', campaign_id: null })
    await plan()
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  const plan = () => planComingDays(desk.centre.deps, desk.centre.clock.now())

  /** An approved bulletin of the campaign. */
  async function addBulletin(
    id: string,
    title: string,
    seconds: number,
    changes: Parameters<typeof addApproved>[3] = {},
  ) {
    const { db } = desk.centre.deps
    await addApproved(db, id, seconds, { campaign_id: campaign, ...changes })
    await db.updateTable('bulletin').set({ title }).where('id', '=', id).execute()
  }

  /** 24 giờ tới: what comes of it is read, and then saved. */
  async function readAndSave(page: Page, picture?: string) {
    await page.getByTestId('outlook').waitFor()
    if (picture) await takePicture(page, picture)
    await page.getByTestId('change-save').click()
    await page.getByTestId('outlook').waitFor({ state: 'detached' })
  }

  const field = (page: Page, name: string) => page.getByTestId(`draft-${name}`)

  it('is made from the pasted text: what was read is marked, what is unsure is asked', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/dot-tuyen-truyen`)
    await page.getByText('Chưa có đợt tuyên truyền nào').waitFor()
    await takePicture(page, 'campaigns-empty')
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await page.keyboard.press('g')
    await page.keyboard.press('u')
    await page.getByTestId('campaign-new').click()
    await page.getByTestId('dispatch-paste').fill(dispatch)
    await page.getByTestId('dispatch-read').click()
    await page.getByTestId('dispatch-found').waitFor()

    expect(await field(page, 'name').inputValue()).toBe('Dừng công nghệ di động 2G')
    const reports = page.getByTestId('draft-report')
    expect(await reports.nth(0).inputValue()).toBe('15/08/2024')
    expect(await reports.nth(1).inputValue()).toBe('15/09/2024')
    const marked = page.getByTestId('dispatch-text').locator('mark')
    expect(await marked.allInnerTexts()).toEqual(
      expect.arrayContaining(['15/8/2024', '15/9/2024', 'tháng 9/2024', 'UBND các xã, thị trấn']),
    )
    // The words of a field stand out when somebody asks for them.
    await page.getByTestId('read-reportDates').getByRole('button', { name: 'Xem chỗ đó' }).click()
    await expect
      .poll(() => page.locator('mark[data-looked]').allInnerTexts())
      .toContain('15/8/2024')
    await takePicture(page, 'campaign-read')

    // Saving asks for what nobody has looked at.
    await page.getByTestId('campaign-save').click()
    await page.getByTestId('draft-wrong').getByText('từ ngày').waitFor()
    expect(await page.getByTestId('read-from').getAttribute('data-read')).toBe('unsure')
    await field(page, 'to').fill('15/9/2024')
    await page.getByTestId('confirm-from').check()
    await page.getByTestId('confirm-dispatch').check()
    await field(page, 'floor').fill('3')
    await field(page, 'cap').fill('2')
    await page.getByTestId('campaign-form').getByText('bằng hoặc hơn mức ít nhất').waitFor()
    await field(page, 'cap').fill('6')
    await field(page, 'spread').fill('3')
    await field(page, 'campaignGap').fill('120')
    await page
      .getByTestId('meaning')
      .getByText('Mỗi ngày ít nhất 3 lần, nhiều nhất 6 lần, trong 3 khung giờ')
      .waitFor()
    await takePicture(page, 'campaign-form', true)
    await page.getByTestId('campaign-save').click()
    await page.getByTestId('screen-campaign').waitFor()
    campaign = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    const stored = (await desk.centre.as('lan').get(`/campaigns/${campaign}`)).json()
    expect(stored).toMatchObject({
      ...{ name: 'Dừng công nghệ di động 2G', periodTo: '2024-09-15', floor: 3, cap: 6 },
      ...{ reportDates: ['2024-08-15', '2024-09-15'], campaignGapMs: 7_200_000, heardAt: null },
    })
    expect(stored.dispatchText).toContain('dừng công nghệ di động 2G')
    await takePicture(page, 'campaign-new-page', true)
    expect(faults).toEqual([])
    await context.close()
  })

  it('is edited in the same form: who carries it, and which versions sound when', async () => {
    await addBulletin('doi-may', 'Đổi máy điện thoại 2G trước ngày 16/9', 60)
    await addBulletin('ho-tro', 'Hỗ trợ đổi máy cho hộ nghèo', 50)
    await addBulletin('lui-ngay', 'Lùi ngày dừng 2G đến 15/10', 45)
    await addBulletin('khmer', 'ទូរស័ព្ទ 2G', 55, { language: 'km' })
    await addBulletin('uu-tien', 'Điểm hỗ trợ đổi máy ở xã', 40, { class: 'priority' })
    await addBulletin('cap-bach', 'Nhắc lịch dừng 2G', 30, { class: 'priority' })
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/dot-tuyen-truyen/${campaign}`)
    await page.getByTestId('campaign-edit').click()
    const carried = page.getByTestId('draft-aired-by')
    await carried.getByText('Cả phần riêng của').click()
    await carried.getByLabel('Tất cả').uncheck()
    for (const name of ['Đài huyện Mỹ Tú', 'Trạm Mỹ Hương', 'Trạm Phú Mỹ'])
      await carried.getByLabel(name).check()
    await page.getByTestId('meaning').getByText('Cần khoảng').waitFor()
    for (const [at, name, from, until] of [
      [0, 'Đến 13/9', '1/7/2024', '13/9/2024'],
      [1, 'Sau khi lùi ngày', '13/9/2024', ''],
    ] as const) {
      await page.getByTestId('phase-add').click()
      const phase = page.getByTestId('draft-phase').nth(at)
      await phase.getByTestId('phase-name').fill(name)
      await phase.getByTestId('phase-from').fill(from)
      if (until) {
        await phase.getByTestId('phase-until').fill(until)
        await phase.getByTestId('phase-until-time').fill('17:00')
      } else await phase.getByTestId('phase-from-time').fill('17:00')
      const own = at === 0 ? ['Đổi máy điện thoại', 'cho hộ nghèo', 'ទូរស័ព្ទ'] : ['Lùi ngày']
      for (const title of [...own, 'Điểm hỗ trợ', 'Nhắc lịch'])
        await phase.getByLabel(title).check()
    }
    await takePicture(page, 'campaign-phases', true)
    await page.getByTestId('campaign-save').click()
    await readAndSave(page, 'campaign-outlook')
    await expect.poll(() => page.getByTestId('phase').count()).toBe(2)
    expect(await page.getByTestId('phase').nth(0).innerText()).toContain('13/09/2024 17:00')
    await plan()
    await expect.poll(() => page.getByTestId('campaign-bulletin').count()).toBe(6)
    await page.getByTestId('campaign-bulletin').first().getByRole('link').click()
    // And back: a bulletin says which campaign it is of.
    await page.getByRole('link', { name: 'Dừng công nghệ di động 2G' }).click()
    await page.getByTestId('screen-campaign').waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  it('will sound in all nine communes, and of its phases only that up to 13/9', async () => {
    for (const station of communes) {
      const reply = await desk.centre.as('an').get(`/stations/${station}/next?hours=48`)
      const titles = reply.json().sounding.map(({ title }: { title: string }) => title)
      expect(titles, station).toContain('Đổi máy điện thoại 2G trước ngày 16/9')
      expect(titles, station).not.toContain('Lùi ngày dừng 2G đến 15/10')
    }
  })

  it('is ordered and picked by the commune for its own part', async () => {
    const { page, context, faults } = await desk.open(browser, 'truc-my-huong', officeSight)
    await page.goto(`${desk.url}/chuong-trinh-xa`)
    const ordered = page.getByTestId('ordered')
    await expect.poll(() => ordered.count()).toBe(2)
    const first = await ordered.nth(0).getByRole('link').first().innerText()
    await page.getByTestId('order-down').first().focus()
    await page.keyboard.press('Enter')
    expect(await ordered.nth(1).innerText()).toContain(first)
    await page.getByTestId('order-save').click()
    await page.getByTestId('order-by').getByText('truc-my-huong').waitFor()
    // Dragged back.
    await ordered.nth(1).dragTo(ordered.nth(0))
    await expect.poll(() => ordered.nth(0).innerText()).toContain(first)
    await page.getByTestId('order-save').click()
    await expect.poll(() => page.getByTestId('order-save').isDisabled()).toBe(true)

    const offered = page.getByTestId('offered').filter({ hasText: 'Hỗ trợ đổi máy' })
    // So near the relays of its campaign it finds no place yet: nothing to read first.
    await offered.getByTestId('pick').click()
    await offered.getByText('phát ở mọi khung giờ').waitFor()
    await offered.getByTestId('pick-windows').click()
    await offered.getByLabel('05:').uncheck()
    await takePicture(page, 'programme-picking')
    await offered.getByTestId('windows-save').click()
    await offered.getByText('chỉ phát lúc').waitFor()
    await plan()
    await page.getByTestId('own-time').nth(1).getByText('còn trống').waitFor()
    await page.reload()
    await page.getByTestId('offered').first().waitFor()
    await takePicture(page, 'programme', true)
    await offered.getByTestId('drop-pick').click()
    await expect.poll(() => offered.getByTestId('drop-pick').count()).toBe(0)
    expect(faults).toEqual([])
    await context.close()

    const looking = await desk.open(browser, 'hoa', officeSight)
    await looking.page.goto(`${desk.url}/chuong-trinh-xa?station=tram-phu-my`)
    await looking.page.getByTestId('language-mix').getByText('mong muốn 70 %').waitFor()
    expect(await looking.page.getByTestId('pick').count()).toBe(0)
    await takePicture(looking.page, 'programme-khmer', true)
    await looking.context.close()
  })

  it('shows what was aired, what lacks, and offers today what yesterday missed', async () => {
    await desk.centre.wait(DAY_MS)
    await plan()
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/dot-tuyen-truyen/${campaign}`)
    const grid = page.getByTestId('progress')
    await grid.waitFor()
    expect(await grid.locator('tbody tr').count()).toBe(10)
    await page.getByText('Ngày', { exact: true }).click()
    await takePicture(page, 'campaign-page', true)
    // By keys: to a cell, its sentence, and what it counts.
    await grid.locator('button[tabindex="0"]').focus()
    await page.keyboard.press('ArrowLeft')
    await page.getByTestId('progress-says').getByText('12/08/2024').waitFor()
    await page.keyboard.press('Enter')
    await page.getByTestId('progress-day').getByText('Mở các lượt phát').waitFor()
    await takePicture(page, 'campaign-progress-cell')
    await page.keyboard.press('Escape')

    const missed = page.getByTestId('missed')
    const take = missed.getByTestId('make-good').first()
    await take.click()
    await page.getByTestId('make-good-withdraw').waitFor()
    await takePicture(page, 'campaign-make-good')
    await page.getByTestId('make-good-withdraw').click()
    await page.getByTestId('make-good-withdraw').waitFor({ state: 'detached' })
    expect(faults).toEqual([])
    await context.close()
  })

  it.for([
    ['vi', phone],
    ['en', officeSight],
  ] as const)('is whole and accessible in %s on a %o', async ([language, sight]) => {
    const { page, context, faults } = await desk.open(browser, 'lan', sight, language)
    for (const [name, where, there] of [
      ['campaigns', '/dot-tuyen-truyen', 'campaign-card'],
      ['campaign', `/dot-tuyen-truyen/${campaign}`, 'progress'],
      ['campaign-edit', `/dot-tuyen-truyen/${campaign}/sua`, 'draft-phases'],
      ['programme', '/chuong-trinh-xa?station=my-huong', 'own-time'],
      ['programme-fm', '/chuong-trinh-xa?station=long-hung', 'empty'],
    ] as const) {
      await page.goto(desk.url + where)
      await page.getByTestId(there).first().waitFor()
      await takePicture(page, `${name}-${sight.name}-${language}`, true)
      expect(await overhang(page), `${name} fits`).toBeLessThanOrEqual(0)
      expect(await accessibilityFaults(page), name).toEqual([])
    }
    await page.goto(`${desk.url}/dot-tuyen-truyen/moi`)
    await page.getByTestId('dispatch-paste').fill(dispatch)
    await page.getByTestId('dispatch-read').click()
    await page.getByTestId('dispatch-found').waitFor()
    await page.getByTestId('campaign-save').click()
    await page.getByTestId('draft-wrong').waitFor()
    await takePicture(page, `campaign-new-${sight.name}-${language}`, true)
    expect(await overhang(page), 'the form fits').toBeLessThanOrEqual(0)
    expect(await accessibilityFaults(page), 'the form').toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })
})
