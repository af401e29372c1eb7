import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  accessibilityFaults,
  office as officeSight,
  openBrowser,
  overhang,
  phone,
  takePicture,
} from '../support/browser.ts'
import { type Desk, startDesk } from '../support/desk.ts'

/** The server is asked once somebody pauses, and the machine may be busy. */
const patience = { timeout: 15_000 }

describe('windows and what they rest on, in a real browser', () => {
  let desk: Desk
  let browser: Browser

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    // An office that has begun: its administrator is not asked to begin.
    const begun = { name: 'furnished-at', value: '0' }
    await desk.centre.deps.db.insertInto('setting').values(begun).execute()
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  const dialog = (page: Page) => page.getByRole('dialog')
  /** What will sound is read before it is saved. */
  const readAndSave = async (page: Page) => {
    await page.getByTestId('outlook').waitFor()
    await page.getByTestId('change-save').click()
    await dialog(page).waitFor({ state: 'detached' })
  }

  it('are laid down with a chain of sources, relays at two times and a monthly rule', async () => {
    await desk.centre.as('an').post('/live-sources', {
      ...{ source: 'vov', kind: 'stream', name: 'VOV1', address: 'https://vov.vn/vov1.m3u8' },
    })
    const { page, context, faults } = await desk.open(browser, 'an', officeSight)
    await page.goto(`${desk.url}/cai-dat?part=windows`)
    await page.getByTestId('window-add').click()
    await dialog(page).getByLabel('Bắt đầu').fill('05:30')
    await dialog(page).getByLabel('Tên khung giờ').fill('Buổi sáng')
    await dialog(page).getByRole('button', { name: 'Thêm phần' }).click()
    await dialog(page).getByRole('button', { name: 'Đưa phần 2 lên trước' }).click()
    await dialog(page).getByLabel('Nguồn', { exact: true }).first().selectOption('vov')
    await dialog(page).getByLabel('Nguồn trực tiếp').selectOption({ label: 'VOV1' })
    await dialog(page).getByLabel('Khi hết phần').selectOption('soft')
    await dialog(page).getByRole('button', { name: 'Mọi xã cùng giờ' }).click()
    await dialog(page).getByLabel('Tiếp âm của Trạm Mỹ Hương').selectOption('later')
    await dialog(page).getByLabel('Trạm Mỹ Hương: Lúc').fill('17:00')
    await dialog(page).getByLabel('Lặp lại').last().selectOption('monthly')
    await expect
      .poll(() => page.getByTestId('window-trial').innerText(), patience)
      .toMatch(/Khung giờ này lập được\.\s+02\/09\/2024 · 07\/10\/2024/)
    await takePicture(page, 'window-form')
    expect(await accessibilityFaults(page)).toEqual([])
    await dialog(page).getByLabel('Lặp lại').last().selectOption('weekdays')
    await page.getByTestId('window-save').click()
    await page.getByTestId('outlook').waitFor()
    await takePicture(page, 'window-outlook')
    expect(await accessibilityFaults(page)).toEqual([])
    await readAndSave(page)
    await page.locator('.windows li').first().waitFor()
    expect(await page.locator('.windows li').innerText()).toContain(
      'Đài Tiếng nói Việt Nam 15 phút → đài huyện 30 phút',
    )
    const laid = (await desk.centre.as('an').get('/windows?station=my-huong')).json()
    expect(laid).toMatchObject([{ startsAt: '17:00:00', relayMode: 'later' }])
    expect(laid[0].segments[0]).toMatchObject({ source: 'vov', end: 'soft', lengthMs: 900_000 })
    await takePicture(page, 'windows')
    expect(await accessibilityFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })

  it('are changed from a day on, left out on days and ended, on a phone and by keys', async () => {
    const { page, context, faults } = await desk.open(browser, 'an', phone)
    await page.goto(`${desk.url}/cai-dat?part=windows`)
    await page.getByRole('button', { name: 'Sửa 05:30:00 Buổi sáng' }).focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('window-form').waitFor()
    await dialog(page).getByLabel('Bắt đầu').fill('03:15')
    await expect
      .poll(() => page.getByTestId('window-trial').innerText(), patience)
      .toContain('giờ yên tĩnh')
    await takePicture(page, 'window-form-phone')
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByTestId('window-save').click()
    await page.getByTestId('problem').waitFor()
    await dialog(page).getByLabel('Bắt đầu').fill('05:45')
    await dialog(page).getByLabel('Áp dụng từ ngày').fill('1/9/2024')
    await page.getByTestId('window-save').focus()
    await page.keyboard.press('Enter')
    await page.getByTestId('outlook').waitFor()
    await takePicture(page, 'window-outlook-phone')
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    await readAndSave(page)
    await expect.poll(() => page.locator('.windows li').count(), patience).toBe(2)
    await page.getByRole('button', { name: 'Ngày bỏ, ngày thêm' }).last().click()
    await dialog(page).getByLabel('Ngày muốn thêm').first().fill('2/9/2024')
    await dialog(page).getByRole('button', { name: 'Thêm ngày' }).first().click()
    await dialog(page).getByRole('button', { name: 'Lưu' }).click()
    await readAndSave(page)
    await expect
      .poll(() => page.locator('.windows').innerText(), patience)
      .toContain('Ngày bỏ (không mở): 02/09/2024')
    await takePicture(page, 'windows-phone')
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(faults).toEqual([])
    await context.close()
  })

  it('rest on groups, special days, live sources and limits, each on a phone too', async () => {
    const { page, context, faults } = await desk.open(browser, 'an', phone)
    await page.goto(`${desk.url}/cai-dat?part=groups`)
    await page.getByRole('button', { name: 'Thêm nhóm' }).click()
    await dialog(page).getByLabel('Tên nhóm').fill('Ven sông')
    await dialog(page).getByLabel('Trạm Long Hưng').check()
    await dialog(page).getByRole('button', { name: 'Lưu' }).click()
    await page.getByText('Ven sông').first().waitFor()
    await page.goto(`${desk.url}/cai-dat?part=days`)
    await page.getByRole('button', { name: 'Thêm ngày đặc biệt' }).click()
    await dialog(page).getByLabel('Tên ngày').fill('Quốc tang')
    await dialog(page).getByLabel('Từ ngày').fill('20/8/2024')
    await dialog(page).getByLabel('Phát không có nhạc').check()
    await takePicture(page, 'special-day-phone')
    await dialog(page).getByRole('button', { name: 'Lưu' }).click()
    await readAndSave(page)
    await page.getByText('Quốc tang').first().waitFor()
    await page.goto(`${desk.url}/cai-dat?part=limits`)
    await page.getByRole('button', { name: 'Thêm khoảng giờ' }).click()
    await page.getByLabel('Mỗi buổi dài nhất (phút)').fill('60')
    await page.getByRole('button', { name: 'Xem 24 giờ tới' }).click()
    await readAndSave(page)
    await page.getByText('Đã lưu.').waitFor()
    await takePicture(page, 'limits-phone')
    for (const part of ['groups', 'days', 'live', 'limits']) {
      await page.goto(`${desk.url}/cai-dat?part=${part}`)
      await page.locator('section').first().waitFor()
      expect(await overhang(page), part).toBeLessThanOrEqual(0)
      expect(await accessibilityFaults(page), part).toEqual([])
    }
    expect(faults).toEqual([])
    await context.close()
  })

  it('let quiet hours be narrowed only by two persons, who both read what will sound', async () => {
    const { page, context, faults } = await desk.open(browser, 'an', phone)
    await page.goto(`${desk.url}/cai-dat?part=office`)
    await page.getByTestId('quiet-change').click()
    await dialog(page).getByLabel('Từ giờ').fill('22:00')
    await dialog(page).getByLabel('Tôi hiểu điều này có nghĩa gì').check()
    await page.getByTestId('quiet-save').click()
    await readAndSave(page)
    await page.getByTestId('quiet-hours-asked').waitFor()
    expect(await page.getByTestId('quiet-hours').innerText()).toBe('21:00–05:00')
    expect(await page.getByTestId('quiet-hours-confirm').count()).toBe(0)
    await takePicture(page, 'quiet-hours-asked-phone')
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await context.close()
    const second = await desk.open(browser, 'minh', officeSight)
    await second.page.goto(`${desk.url}/cai-dat?part=office`)
    await second.page.getByTestId('quiet-hours-confirm').click()
    await dialog(second.page).getByLabel('Từ giờ').fill('22:00')
    await dialog(second.page).getByLabel('Đến giờ').fill('05:00')
    await takePicture(second.page, 'quiet-hours-read-back')
    await second.page.getByTestId('quiet-hours-read').click()
    await readAndSave(second.page)
    await expect
      .poll(() => second.page.getByTestId('quiet-hours').innerText(), patience)
      .toBe('22:00–05:00')
    expect([...faults, ...second.faults]).toEqual([])
    await second.context.close()
  })

  it('speak English as well', async () => {
    const { page, context, faults } = await desk.open(browser, 'an', officeSight, 'en')
    await page.goto(`${desk.url}/cai-dat?part=windows`)
    await page.getByTestId('window-add').click()
    await expect
      .poll(() => page.getByTestId('window-trial').innerText(), patience)
      .toContain('can be made')
    await takePicture(page, 'window-form-english')
    expect(faults).toEqual([])
    await context.close()
  })
})
