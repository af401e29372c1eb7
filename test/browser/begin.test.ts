import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  accessibilityFaults,
  openBrowser,
  openWindow,
  overhang,
  phone,
  takePicture,
} from '../support/browser.ts'
import { type Office, PASSWORD, startOffice } from '../support/office.ts'

const MINUTE = 60_000
const NEW_PASSWORD = 'mat-khau-rieng-cua-dai'

type Facts = { sample: boolean; furnished: boolean; rootFingerprint: string; name: string }

describe('beginning for real, in a real browser', () => {
  let browser: Browser

  beforeAll(async () => {
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
  })

  async function signIn(page: Page, username: string, password: string) {
    await page.locator('input[autocomplete=username]').fill(username)
    await page.locator('input[type=password]').fill(password)
    await page.locator('button[type=submit]').click()
    await page.locator('input[autocomplete=username]').waitFor({ state: 'detached' })
  }

  /** Leaves Xã Phú Mỹ out, asks for two windows, and says yes. */
  async function choose(page: Page) {
    await page.getByLabel('Tên huyện, thành phố').fill('Huyện Kế Sách')
    await page.getByLabel('Khung giờ ban đầu').fill('05:00, 17:00')
    await page.getByRole('checkbox', { name: 'Xã Phú Mỹ' }).uncheck()
    await page.getByRole('checkbox', { name: 'Tôi muốn bắt đầu' }).check()
  }

  async function expectChosen(page: Page, office: Office) {
    await page.goto(`${office.url}/dai-xa`)
    await page.getByText('Thị trấn Huỳnh Hữu Nghĩa').first().waitFor()
    expect(await page.getByText('Xã Phú Mỹ').count()).toBe(0)
    await page.goto(`${office.url}/cai-dat?part=windows`)
    await page.locator('.windows li').first().waitFor()
    expect(await page.locator('.windows li b').allInnerTexts()).toEqual(['05:00:00', '17:00:00'])
  }

  const facts = async (page: Page, office: Office) =>
    (await (await page.request.get(`${office.url}/api/v1/office`)).json()) as Facts

  it('leaves the sample for a clean office of its own, with its own key and administrator', async () => {
    const office = await startOffice()
    try {
      const { page, context, faults } = await openWindow(browser, phone)
      await page.goto(`${office.url}/cai-dat?part=office`)
      await signIn(page, 'admin', PASSWORD)
      const before = await facts(page, office)
      await page.getByTestId('begin-link').click()
      await choose(page)
      await page.getByLabel('Họ và tên').fill('Nguyễn Thị Thật')
      await page.getByLabel('Tên đăng nhập').fill('that')
      await page.locator('input[type=password]').fill(NEW_PASSWORD)
      expect(await overhang(page)).toBeLessThanOrEqual(0)
      expect(await accessibilityFaults(page)).toEqual([])
      await takePicture(page, 'begin-sample')
      await page.locator('button[type=submit]').click()
      await page.getByTestId('restarting').waitFor()
      await page.waitForURL(`${office.url}/`, { timeout: MINUTE })
      await signIn(page, 'that', NEW_PASSWORD)
      await page.getByTestId('screen-on-air').waitFor()
      expect(await page.getByTestId('sample-ribbon').count()).toBe(0)
      const after = await facts(page, office)
      expect(after).toMatchObject({
        ...{ sample: false, furnished: true, name: 'Đài Truyền thanh Huyện Kế Sách' },
      })
      expect(after.rootFingerprint).not.toBe(before.rootFingerprint)
      const { bulletins } = await (await page.request.get(`${office.url}/api/v1/bulletins`)).json()
      expect(bulletins).toEqual([])
      await page.goto(`${office.url}/ban-tin`)
      await page.getByText('Chưa có bản tin nào').waitFor()
      await expectChosen(page, office)
      expect(faults).toEqual([])
      await context.close()
    } finally {
      await office.stop()
    }
  })

  it('leads the administrator of an empty office to its units and windows, once', async () => {
    const office = await startOffice({ TIEP_AM_PRESET: 'none' })
    try {
      const { page, context, faults } = await openWindow(browser, phone)
      await page.goto(`${office.url}/`)
      await signIn(page, 'admin', PASSWORD)
      await page.getByTestId('screen-begin').waitFor()
      await choose(page)
      expect(await page.locator('input[type=password]').count()).toBe(0)
      expect(await accessibilityFaults(page)).toEqual([])
      await takePicture(page, 'begin-empty')
      await page.locator('button[type=submit]').click()
      await page.getByTestId('screen-on-air').waitFor()
      await page.reload()
      await page.getByTestId('screen-on-air').waitFor()
      expect(await facts(page, office)).toMatchObject({ sample: false, furnished: true })
      await expectChosen(page, office)
      expect(faults).toEqual([])
      await context.close()
    } finally {
      await office.stop()
    }
  })
})
