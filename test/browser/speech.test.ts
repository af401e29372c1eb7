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
import { hasProgram } from '../support/programs.ts'

const MINUTE = 60_000
const words = `Từ ngày 16/10/2024, máy chỉ hỗ trợ 2G sẽ bị khóa cả hai chiều.

Bà con gọi 1800 8098 để được hướng dẫn.`

describe.runIf(hasProgram('espeak-ng'))('a text read aloud, in a real browser', () => {
  let desk: Desk
  let browser: Browser

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  async function beginBulletin(page: Page, title: string, text: string): Promise<void> {
    await page.goto(`${desk.url}/ban-tin`)
    await page.getByTestId('bulletin-new').click()
    await page.getByLabel('Tên bản tin').fill(title)
    await page.getByTestId('bulletin-text').fill(text)
    await page.getByTestId('speech-open').click()
  }

  const sentences = (page: Page) => page.getByTestId('speech-sentence')

  it('becomes speech, a bulletin, and is heard and approved by another person', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await beginBulletin(page, 'Mốc mới của điện thoại 2G', words)
    await expect.poll(() => sentences(page).count()).toBe(2)
    const first = sentences(page).first()
    await first.getByText('mười sáu tháng mười năm hai ngàn không trăm hai mươi tư').waitFor()
    await sentences(page).nth(1).getByText('một tám không không, tám không chín tám').waitFor()
    await takePicture(page, 'speech-desk')

    // Heard one sentence at a time, by keys alone.
    const play = first.getByTestId('speech-play')
    await play.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => play.getAttribute('aria-pressed')).toBe('true')
    await expect.poll(() => play.getAttribute('aria-pressed'), { timeout: 30_000 }).toBe('false')
    await page.keyboard.press('ArrowDown')
    const second = sentences(page).nth(1).getByTestId('speech-play')
    expect(await second.evaluate((button) => document.activeElement === button)).toBe(true)

    // Read otherwise: one's own words for 2G.
    await first.getByRole('button', { name: '2G' }).click()
    await page.getByTestId('reading-say').fill('thế hệ 2')
    await page.keyboard.press('Enter')
    await first.getByText('thế hệ hai').waitFor()
    expect(await page.getByTestId('screen-bulletin').count()).toBe(0)

    await page.getByTestId('speech-speed').selectOption('135')
    await page.getByTestId('speech-make').click()
    await page.getByTestId('sound-play').waitFor({ timeout: MINUTE })
    await takePicture(page, 'speech-made')
    await page.getByTestId('bulletin-save').click()
    await page.getByTestId('screen-bulletin').waitFor()
    await page.getByTestId('submit').click()
    await page.getByTestId('state').getByText('Chờ duyệt').first().waitFor()
    const id = new URL(page.url()).pathname.split('/').at(-1)
    const [version] = (await desk.centre.as('lan').get(`/bulletins/${id}`)).json().versions
    expect(version.speech).toMatchObject({
      ...{ voice: 'vi-vn-x-south', speed: 135 },
      readings: [{ phrase: '2G', say: 'thế hệ 2' }],
    })

    const approver = await desk.open(browser, 'minh', officeSight)
    await approver.page.goto(page.url())
    const approve = approver.page.getByTestId('approve')
    await approve.waitFor()
    expect(await approve.isDisabled()).toBe(true)
    await approver.page.getByTestId('sound-play').click()
    await approver.page.locator('[data-testid=listening][data-done]').waitFor({ timeout: MINUTE })
    await expect.poll(() => approve.isDisabled()).toBe(false)
    await approve.click()
    await approver.page.getByTestId('approve-confirm').click()
    await approver.page.getByTestId('state').getByText('Đã duyệt').first().waitFor()
    expect([...faults, ...approver.faults]).toEqual([])
    await context.close()
    await approver.context.close()
  })

  it('is made anew when its words change: nobody hears the old date under the new text', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await beginBulletin(page, 'Lịch cắt điện', 'Cắt điện ngày 15/9.')
    await expect.poll(() => sentences(page).count()).toBe(1)
    await page.getByTestId('speech-make').click()
    await page.getByTestId('sound-play').waitFor({ timeout: MINUTE })
    await page.getByTestId('bulletin-text').fill('Cắt điện ngày 16/9.')
    await page.getByTestId('speech-make').waitFor()
    expect(await page.getByTestId('sound-play').count()).toBe(0)
    await sentences(page).first().getByText('mười sáu tháng chín').waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  it('says that nobody here can read Khmer aloud', async () => {
    const { page, context } = await desk.open(browser, 'lan', officeSight)
    await beginBulletin(page, 'Bản tiếng Khmer', 'ជំរាបសួរ')
    await page.getByRole('dialog').getByLabel('Tiếng', { exact: true }).selectOption('km')
    await page.getByTestId('speech-silent').getByText('ghi âm giọng người').waitFor()
    expect(await page.getByTestId('speech-make').count()).toBe(0)
    await takePicture(page, 'speech-khmer')
    await context.close()
  })

  it.each([
    ['vi', phone],
    ['en', phone],
    ['vi', officeSight],
  ] as const)('fits and can be used by everybody in %s', async (language, sight) => {
    const { page, context, faults } = await desk.open(browser, 'lan', sight, language)
    await page.goto(`${desk.url}/ban-tin`)
    await page.getByTestId('bulletin-new').click()
    await page.getByTestId('bulletin-text').fill(`${words} Ở ភូមិ này; gọi 113.`)
    await page.getByTestId('speech-open').click()
    await expect.poll(() => sentences(page).count()).toBe(3)
    await page.getByTestId('speech-make').scrollIntoViewIfNeeded()
    await takePicture(page, `speech-${language}-${sight.name}`)
    expect(await overhang(page)).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })
})
