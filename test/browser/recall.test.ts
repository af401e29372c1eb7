import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Happening } from '../../playout/contract/event.ts'
import type { Manifest } from '../../playout/contract/manifest.ts'
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
import { addApproved, addProgramme, districtWindow } from '../support/programme.ts'
import { enrolKey, openPen, type StationPen, soundOf } from '../support/station-pen.ts'

describe('a recall, in a real browser', () => {
  let desk: Desk
  let browser: Browser
  let pen: StationPen
  /** What My Huong's player holds, and goes on playing where nobody tells it. */
  let before: Manifest
  let list = ''

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    const { db } = desk.centre.deps
    await addProgramme(db)
    await db
      .updateTable('bulletin')
      .set({ title: 'Lịch tắt sóng 2G' })
      .where('id', '=', 'a')
      .execute()
    await db
      .updateTable('station')
      .set({ phone: '0299 0000 101' })
      .where('id', '!=', 'district')
      .execute()
    await enrolKey(db, 'my-huong', 'stationOne')
    pen = await openPen('my-huong', 'stationOne')
    await desk.centre.as('an').post('/windows', districtWindow('09:00:00'))
    await planAndPublish(desk.centre.deps, desk.centre.clock.now())
    before = JSON.parse((await desk.centre.nobody.get('/stations/my-huong/manifest')).json().text)
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  const push = async (happening: Happening, at: number) => {
    const events = [await pen.write(happening, at)]
    const reply = await desk.centre.nobody.post('/stations/my-huong/events', { events } as never)
    expect(reply.json().results).toMatchObject([{ result: 'kept' }])
  }
  const stateOf = (page: Page, station: string) =>
    page.getByTestId(`delivery-${station}`).getAttribute('data-state')

  it('shows what it strikes, asks why, and a word that nobody types by accident', async () => {
    const { page, context, faults } = await desk.open(browser, 'minh', officeSight)
    await page.goto(`${desk.url}/ban-tin/a`)
    await page.getByTestId('recall-open').click()
    const preview = page.getByTestId('recall-preview')
    await preview.getByText('Trạm Long Hưng').waitFor()
    expect(await preview.innerText()).toContain('Phải gọi điện')
    await takePicture(page, 'recall-preview')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByTestId('recall-continue').click()
    await page.getByRole('button', { name: 'Ngày, giờ trong bản tin không còn đúng.' }).click()
    expect(await page.getByTestId('recall-confirm').isDisabled()).toBe(true)
    await page.getByTestId('recall-word').fill('thu hoi')
    await takePicture(page, 'recall-confirm')
    await page.getByTestId('recall-confirm').click()
    await page.getByTestId('screen-recall').waitFor()
    list = page.url()
    expect(await stateOf(page, 'my-huong')).toBe('waiting')
    expect(await stateOf(page, 'long-hung')).toBe('not-reached')
    expect(await page.getByTestId('call').first().getAttribute('href')).toBe('tel:02990000101')
    expect(await page.getByTestId('zalo').inputValue()).toContain('"Lịch tắt sóng 2G"')
    expect(await page.getByTestId('recall-banner').innerText()).toContain('phải gọi')
    await takePicture(page, 'recall-list', true)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })

  it('fills its list as stations answer, while somebody looks', async () => {
    const { page, context, faults } = await desk.open(browser, 'giam-sat', officeSight)
    await page.goto(list)
    await page.getByTestId('delivery-my-huong').waitFor()
    const now = desk.centre.clock.now()
    await push({ type: 'recall-applied', about: 'a/1', reason: '', amountMs: 0 }, now)
    await expect.poll(() => stateOf(page, 'my-huong')).toBe('dropped')
    // The telephone's word for a station without a player, with the name of who said it.
    const wired = page.getByTestId('delivery-hung-phu')
    await wired.getByTestId('said-by').fill('anh Bảy')
    await wired.getByTestId('wiped').click()
    await expect.poll(() => stateOf(page, 'hung-phu')).toBe('confirmed')
    expect(await wired.innerText()).toContain('anh Bảy')
    expect(faults).toEqual([])
    await context.close()
  })

  it('is a red card on the duty officer’s phone, answered without network and sent later', async () => {
    const { page, context, faults } = await desk.open(browser, 'truc-long-hung', phone)
    await page.goto(`${desk.url}/truc`)
    const card = page.getByTestId('duty-recall')
    await card.waitFor()
    expect(await card.innerText()).toContain('Lịch tắt sóng 2G')
    expect(await overhang(page)).toBe(0)
    await takePicture(page, 'recall-duty')
    expect(await accessibilityFaults(page)).toEqual([])
    await context.setOffline(true)
    await page.getByTestId('duty-wiped').click()
    await card.getByText('chưa gửi').waitFor()
    await context.setOffline(false)
    await expect.poll(() => card.count(), { timeout: 40_000 }).toBe(0)
    expect(faults).toEqual([])
    await context.close()

    const office = await desk.open(browser, 'giam-sat', phone)
    await office.page.goto(list)
    await expect.poll(() => stateOf(office.page, 'long-hung')).toBe('confirmed')
    const district = office.page.getByTestId('delivery-district')
    await district.getByTestId('said-by').fill('kỹ thuật viên')
    expect(await overhang(office.page)).toBe(0)
    await takePicture(office.page, 'recall-list-phone', true)
    expect(await accessibilityFaults(office.page)).toEqual([])
    await district.getByTestId('wiped').click()
    await office.page.locator('[data-testid=recall-tally][data-complete=true]').waitFor()
    // Nobody is left to be told: the banner goes.
    await expect.poll(() => office.page.getByTestId('recall-banner').count()).toBe(0)
    await office.page.goto(`${desk.url}/thu-hoi`)
    await office.page.getByText('Mọi trạm đã bỏ bản này').waitFor()
    await office.context.close()
  })

  it('marks what a station aired after it, in the log, the counts and the cell', async () => {
    const block = before.blocks.find(({ items }) =>
      items.some(({ bulletin }) => bulletin?.id === 'a'),
    )
    const item = block?.items.find(({ bulletin }) => bulletin?.id === 'a')
    if (!block || !item) throw new Error('it was not planned')
    const sound = soundOf(before, block, item)
    const startedAt = desk.centre.clock.now() + 1
    await push({ ...sound.started, startedAt }, startedAt)
    await push({ ...sound.ended, startedAt }, startedAt + 60_000)
    const { page, context, faults } = await desk.open(browser, 'giam-sat', officeSight, 'en')
    await page.goto(`${desk.url}/nhat-ky?station=my-huong`)
    await page.getByTestId('after-recall').waitFor()
    expect(await page.getByTestId('after-recall').innerText()).toBe('Aired after recall')
    await page.locator('details summary').first().click()
    await takePicture(page, 'recall-log', true)
    expect(await page.getByTestId('counts').innerText()).toContain(
      'Aired after recall'.toLowerCase(),
    )
    expect(await accessibilityFaults(page)).toEqual([])
    await page.goto(list)
    await page.getByText('Aired after recall: 1').waitFor()
    await page.goto(`${desk.url}/tiep-am?date=${block.date}`)
    await page
      .getByRole('row', { name: /Mỹ Hương/ })
      .getByRole('button')
      .first()
      .click()
    await page.getByTestId('cell-after-recall').waitFor()
    await takePicture(page, 'recall-cell')
    expect(faults).toEqual([])
    await context.close()
  })

  it('says many in one line, and no word is too long for a phone', async () => {
    const { db } = desk.centre.deps
    const unbroken = 'Ă'.repeat(150)
    for (const id of ['many-1', 'many-2', 'many-3']) {
      await addApproved(db, id, 30)
      await db.updateTable('bulletin').set({ title: unbroken }).where('id', '=', id).execute()
      await db
        .updateTable('bulletin_version')
        .set({ text: 'a'.repeat(300) })
        .where('bulletin_id', '=', id)
        .execute()
    }
    const recalled = async (id: string) => {
      const body = { reason: 'x'.repeat(480) }
      const reply = await desk.centre.as('minh').post(`/bulletins/${id}/versions/1/recall`, body)
      expect(reply.statusCode, reply.body).toBe(201)
      return reply.json().recall as string
    }
    await recalled('many-1')
    const second = await recalled('many-2')
    const { page, context, faults } = await desk.open(browser, 'giam-sat', phone)
    await page.goto(`${desk.url}/thu-hoi`)
    const banners = page.getByTestId('recall-banner')
    await expect.poll(() => banners.count()).toBe(2)
    expect(await overhang(page)).toBe(0)
    await recalled('many-3')
    await page.reload()
    await banners.getByText('3 lần thu hồi chưa xong').waitFor()
    expect(await banners.count()).toBe(1)
    await takePicture(page, 'recalls-many-phone')
    for (const [where, there] of [
      ['/thu-hoi', 'screen-recalls'],
      [`/thu-hoi/${second}`, 'screen-recall'],
      ['/ban-tin/many-2', 'screen-bulletin'],
      ['/ban-tin', 'screen-bulletins'],
    ] as const) {
      await page.goto(desk.url + where)
      await page.getByTestId(there).waitFor()
      await page.getByText(unbroken).first().waitFor()
      expect(await overhang(page), where).toBe(0)
    }
    const text = page.locator('.bulletin-text').first()
    await page.goto(`${desk.url}/ban-tin/many-2`)
    expect(await text.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0)
    expect(faults).toEqual([])
    await context.close()

    const duty = await desk.open(browser, 'truc-long-hung', phone)
    await duty.page.goto(`${desk.url}/truc`)
    await expect.poll(() => duty.page.getByTestId('duty-recall').count()).toBe(3)
    expect(await overhang(duty.page)).toBe(0)
    await duty.context.close()
  })

  it('leaves the frame where it is when a screen fails, and says so in words', async () => {
    const { page, context } = await desk.open(browser, 'giam-sat', officeSight)
    await page.route('**/api/v1/bulletins/many-1', (route) => route.fulfill({ json: {} }))
    await page.goto(`${desk.url}/ban-tin/many-1`)
    await page.getByTestId('problem').getByText('Phần này của trang gặp lỗi').waitFor()
    expect(await page.getByTestId('recall-banner').isVisible()).toBe(true)
    await page.getByRole('navigation').getByRole('link', { name: 'Bản tin' }).click()
    await page.getByTestId('screen-bulletins').waitFor()
    await context.close()
  })
})
