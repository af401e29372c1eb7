import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFfmpeg } from '../../media/ffmpeg/find.ts'
import {
  accessibilityFaults,
  office as officeSight,
  openBrowser,
  openWindow,
  overhang,
  phone,
  takePicture,
} from '../support/browser.ts'
import { type Office, PASSWORD, startOffice } from '../support/office.ts'

const MINUTE = 60_000
const sample = path.join(import.meta.dirname, '../../media/samples/2g-kiem-tra-may.opus')

const places = [
  ['on-air', '/'],
  ['schedule', '/lich-phat'],
  ['bulletins', '/ban-tin'],
  ['log', '/nhat-ky'],
  ['relay', '/tiep-am'],
  ['stations', '/dai-xa'],
  ['settings', '/cai-dat'],
] as const

describe('the screens, in a real browser', () => {
  let office: Office
  let browser: Browser

  beforeAll(async () => {
    ;[office, browser] = await Promise.all([startOffice(), openBrowser()])
  })

  afterAll(async () => {
    await browser?.close()
    await office?.stop()
  })

  async function signIn(page: Page, username: string, where = '/') {
    await page.goto(office.url + where)
    await page.locator('input[autocomplete=username]').fill(username)
    await page.locator('input[type=password]').fill(PASSWORD)
    await page.locator('button[type=submit]').click()
    await page.locator('input[type=password]').waitFor({ state: 'detached' })
  }

  it('let an m4a be uploaded by one person, approved by another, and be heard and logged', async () => {
    const { path: ffmpeg } = await findFfmpeg(process.env)
    const m4a = path.join(mkdtempSync(path.join(os.tmpdir(), 'tiep-am-m4a-')), 'Hỏi đáp 2G.m4a')
    // Another tempo makes it a sound of its own, not one that the sample holds already.
    execFileSync(ffmpeg, ['-v', 'error', '-i', sample, '-af', 'atempo=1.1', '-c:a', 'aac', m4a])

    const editor = await openWindow(browser, officeSight)
    await signIn(editor.page, 'lan', '/ban-tin')
    expect(await editor.page.getByTestId('sample-ribbon').innerText()).toContain('DỮ LIỆU MẪU')
    await editor.page.locator('input[type=file]').first().setInputFiles(m4a)
    await editor.page.getByTestId('parcel-make').click({ timeout: MINUTE })
    await editor.page.getByLabel('Đợt tuyên truyền').last().selectOption('dung-2g')
    await editor.page.getByTestId('bulletin-save').click()
    await editor.page.getByTestId('screen-bulletin').waitFor()
    await takePicture(editor.page, 'bulletin-draft')
    await editor.page.getByTestId('submit').click()
    await editor.page.getByTestId('state').getByText('Chờ duyệt').first().waitFor()
    expect(await editor.page.getByTestId('approve').count()).toBe(0)

    const approver = await openWindow(browser, officeSight)
    await signIn(approver.page, 'minh', new URL(editor.page.url()).pathname)
    await approver.page.getByTestId('sound-play').click()
    await approver.page
      .locator('[data-testid=listening][data-done]')
      .waitFor({ timeout: 2 * MINUTE })
    await approver.page.getByTestId('approve').click()
    await approver.page.getByTestId('approve-confirm').click()
    await approver.page.getByTestId('state').getByText('Đã duyệt').first().waitFor()
    await takePicture(approver.page, 'bulletin-approved')

    await approver.page.goto(`${office.url}/`)
    await approver.page
      .getByTestId('on-air-title')
      .getByText('Hỏi đáp 2G')
      .waitFor({ timeout: 6 * MINUTE })
    await takePicture(approver.page, 'on-air-new')
    await approver.page.goto(`${office.url}/nhat-ky`)
    const row = approver.page.locator('[data-testid=airing][data-outcome=aired]', {
      hasText: 'Hỏi đáp 2G',
    })
    await row.first().waitFor({ timeout: MINUTE })
    expect([...editor.faults, ...approver.faults]).toEqual([])
    await editor.context.close()
    await approver.context.close()
  })

  it('open a count down to its airings and an airing down to its signed events', async () => {
    const { page, context } = await openWindow(browser, officeSight)
    await signIn(page, 'hoa', '/nhat-ky')
    await page.locator('details summary').first().click()
    const figure = page
      .getByTestId('counts')
      .locator('a')
      .filter({ hasText: /^[1-9]/ })
      .first()
    const counted = Number(await figure.innerText())
    await figure.click()
    await page.getByTestId('log-filter').waitFor()
    const aired = page.locator('[data-testid=airing][data-outcome=aired]')
    await expect.poll(() => aired.count()).toBe(counted)
    await aired.first().getByRole('button').first().click()
    const verbatim = await page.getByTestId('verbatim').first().textContent({ timeout: 10_000 })
    expect(JSON.parse(verbatim ?? '')).toMatchObject({ format: 'tiep-am/event/1', type: 'started' })
    await takePicture(page, 'log-proof')
    await context.close()
  })

  it('keep a duty officer’s answer on the phone without network and send it later', async () => {
    const { page, context, faults } = await openWindow(browser, phone)
    await signIn(page, 'truc.myhuong', '/truc')
    const first = page.getByTestId('duty-window').first()
    await page
      .getByTestId('verdict-full')
      .first()
      .waitFor({ timeout: 4 * MINUTE })
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await takePicture(page, 'duty-open')
    await context.setOffline(true)
    await page.getByTestId('verdict-full').first().click()
    await page.getByTestId('duty-status').getByText('Đã lưu trên máy').waitFor()
    await page.reload()
    await page.getByTestId('duty-status').getByText('Đã lưu trên máy').waitFor()
    await takePicture(page, 'duty-offline')
    expect(await first.count()).toBe(1)
    await context.setOffline(false)
    await page
      .getByTestId('duty-status')
      .getByText('Đã lưu trên máy')
      .waitFor({ state: 'detached', timeout: MINUTE })
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(faults).toEqual([])

    const supervisor = await openWindow(browser, officeSight)
    await signIn(supervisor.page, 'hoa', '/tiep-am')
    const declared = supervisor.page.getByTestId('row-myhuong').locator('[data-grade=declared]')
    await declared.first().waitFor()
    await declared.first().click()
    await supervisor.page.getByTestId('obligation').first().waitFor()
    const said = supervisor.page.getByTestId('declared')
    expect(await said.innerText()).toContain('Đã tiếp âm đủ')
    await said.getByTestId('declared-entry').click()
    const words = await said.getByTestId('verbatim').textContent()
    expect(JSON.parse(words ?? '')).toMatchObject({
      ...{ format: 'tiep-am/declaration/1', station: 'myhuong', verdict: 'full' },
    })
    expect(await accessibilityFaults(supervisor.page)).toEqual([])
    await takePicture(supervisor.page, 'relay-cell')
    await supervisor.context.close()
    await context.close()
  })

  it.for([
    ['vi-VN', officeSight],
    ['vi-VN', phone],
    ['en-GB', officeSight],
    ['en-GB', phone],
  ] as const)('are whole and accessible in %s on a %o', async ([locale, sight]) => {
    const { page, context, faults } = await openWindow(browser, sight, locale)
    await page.goto(office.url)
    if (locale === 'en-GB') await page.getByRole('button', { name: 'English' }).click()
    await signIn(page, 'admin')
    for (const [name, where] of places) {
      await page.goto(office.url + where)
      await page.getByTestId(`screen-${name}`).waitFor()
      await page.waitForLoadState('networkidle').catch(() => undefined)
      expect(await page.getByTestId('sample-ribbon').first().innerText()).toMatch(
        /DỮ LIỆU MẪU|SAMPLE DATA/,
      )
      expect(await overhang(page), `${name} fits`).toBeLessThanOrEqual(0)
      expect(await accessibilityFaults(page), name).toEqual([])
      await takePicture(page, `${name}-${sight.name}-${locale.slice(0, 2)}`)
    }
    expect(faults).toEqual([])
    await context.close()
  })
})
