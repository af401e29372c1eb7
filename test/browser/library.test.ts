import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
import { approve } from '../support/life.ts'
import { giveTone } from '../support/sound.ts'

const words = `Từ ngày 16/9/2024, các nhà mạng tắt sóng 2G trên toàn quốc.
Bà con đang dùng máy điện thoại 2G xin đến cửa hàng gần nhất để đổi máy.`

describe('the library and a bulletin’s page, in a real browser', () => {
  let desk: Desk
  let browser: Browser

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    for (const [title, hertz] of [
      ['Đổi máy điện thoại 2G', 440],
      ['Điều trị sốt xuất huyết', 550],
      ['Lịch cắt điện', 660],
    ] as const)
      await written(title, hertz)
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  /** A draft of Lan's with a short sound of its own. */
  async function written(title: string, hertz: number, seconds = 2): Promise<string> {
    const body = { title, text: words, contentType: 'notice' }
    const made = await desk.centre.as('lan').post('/bulletins', body)
    if (made.statusCode !== 201) throw new Error(made.body)
    await giveTone(desk.centre, made.json().id, seconds, hertz)
    return made.json().id
  }

  const rows = (page: Page) => page.getByTestId('bulletin-row')

  it('lets drafts be found, chosen and submitted by keys alone', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/ban-tin`)
    await rows(page).first().waitFor()
    await expect.poll(() => rows(page).count()).toBe(3)
    await takePicture(page, 'library')
    await page.keyboard.press('/')
    await page.keyboard.type('lich cat dien')
    await expect.poll(() => rows(page).count()).toBe(1)
    expect(new URL(page.url()).searchParams.get('q')).toBe('lich cat dien')
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Delete')
    await expect.poll(() => rows(page).count()).toBe(3)
    await page.keyboard.press('Escape')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    expect(await page.getByTestId('selected').innerText()).toContain('2')
    await page.keyboard.press(' ')
    await page.locator('[data-testid=preview-button][aria-pressed=true]').waitFor()
    await takePicture(page, 'library-chosen')
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Nghe rồi duyệt').waitFor()
    await takePicture(page, 'library-keys')
    await page.keyboard.press('Escape')
    await page.getByTestId('bulk-submit').click()
    await page.getByTestId('count-submitted').getByText('2').waitFor()
    await page.getByTestId('count-submitted').click()
    await expect.poll(() => rows(page).count()).toBe(2)
    expect(faults).toEqual([])
    await context.close()
  })

  /** Plays what is there to its end; the server is told of both. */
  async function heard(page: Page): Promise<void> {
    await page.getByTestId('sound-play').click()
    await page.locator('[data-testid=listening][data-done]').waitFor({ timeout: 20_000 })
  }

  it('opens approval to whoever listened to the end, and to nobody who skipped', async () => {
    const id = await written('Nghe hết mới duyệt', 770, 4)
    const version = `/bulletins/${id}/versions/1`
    await desk.centre.as('lan').patch(version, { class: 'emergency' })
    await desk.centre.as('lan').post(`${version}/submit`)
    const { page, context, faults } = await desk.open(browser, 'minh', officeSight)
    await page.goto(`${desk.url}/ban-tin/${id}`)
    const approve = page.getByTestId('approve')
    await approve.waitFor()
    expect(await approve.isDisabled()).toBe(true)
    await page.evaluate(() => {
      const audio = document.querySelector('[data-testid=sound] audio') as HTMLAudioElement
      audio.currentTime = 3.8
      return audio.play()
    })
    await page.getByTestId('listening').getByText('Đã tua tới').waitFor()
    await expect
      .poll(() => page.evaluate(() => document.querySelector('audio')?.paused ?? false))
      .toBe(true)
    expect(await approve.isDisabled()).toBe(true)
    await takePicture(page, 'bulletin-skipped')
    await page.evaluate(() => {
      const audio = document.querySelector('[data-testid=sound] audio') as HTMLAudioElement
      audio.currentTime = 0
    })
    await heard(page)
    await expect.poll(() => approve.isDisabled()).toBe(false)
    await takePicture(page, 'bulletin-listened')
    await approve.click()
    await page.getByTestId('approval-changes').getByText('được phép phát').waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Chưa duyệt')
    // An emergency wants a second look.
    expect(await page.getByTestId('approve-confirm').isDisabled()).toBe(true)
    await page.getByTestId('approve-looked').check()
    await takePicture(page, 'bulletin-approving')
    await page.getByTestId('approve-confirm').click()
    await page.getByTestId('state').getByText('Đã duyệt').first().waitFor()
    // The button that was pressed is gone: the keyboard goes on from the page's heading.
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await takePicture(page, 'bulletin-page')
    expect(faults).toEqual([])
    await context.close()
  })

  it('plays several one after the other and approves what was heard', async () => {
    const { page, context, faults } = await desk.open(browser, 'minh', officeSight)
    await page.goto(`${desk.url}/ban-tin?state=submitted`)
    await rows(page).first().waitFor()
    await expect.poll(() => rows(page).count()).toBe(2)
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await page.getByTestId('bulk-approve').click()
    await expect.poll(() => page.getByTestId('queued').count()).toBe(2)
    expect(await page.getByTestId('queue-approve').isDisabled()).toBe(true)
    // Space listens, as everywhere.
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null)
    await expect.poll(focused).toBe('sound-play')
    await page.keyboard.press(' ')
    await page.getByTestId('queued').nth(0).getByText('đã nghe hết').waitFor({ timeout: 20_000 })
    await expect.poll(focused).toBe('sound-play')
    await takePicture(page, 'queue')
    await page.getByTestId('queued').nth(1).getByText('đã nghe hết').waitFor({ timeout: 20_000 })
    await page.getByTestId('queue-approve').click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => page.getByTestId('count-submitted').innerText()).toContain('0')
    expect(await page.getByTestId('count-approved').innerText()).toContain('3')
    expect(faults).toEqual([])
    await context.close()
  })

  it('takes a Khmer variant from its writer to who speaks Khmer, then to the leader', async () => {
    const [bulletin] = (await desk.centre.as('lan').get('/bulletins?state=approved')).json()
      .bulletins
    const page = `${desk.url}/ban-tin/${bulletin.id}`
    const lan = await desk.open(browser, 'lan', officeSight)
    await lan.page.goto(page)
    await lan.page.getByTestId('add-variant').click()
    await lan.page
      .getByTestId('bulletin-text')
      .fill('ចាប់ពីថ្ងៃទី ១៦ ខែតុលា ឆ្នាំ ២០២៤ ទូរស័ព្ទ 2G ឈប់ប្រើបាន។')
    await takePicture(lan.page, 'variant-form')
    await lan.page.getByTestId('bulletin-save').click()
    await lan.page.getByTestId('language-km').click()
    await giveTone(desk.centre, bulletin.id, 2, 880)
    await lan.page.reload()
    await lan.page.getByTestId('submit').click()
    await lan.page.getByTestId('language-km').getByText('Chờ duyệt').waitFor()
    await takePicture(lan.page, 'variant-submitted')
    const variant = new URL(lan.page.url())

    const minh = await desk.open(browser, 'minh', officeSight)
    await minh.page.goto(variant.href)
    await minh.page.getByTestId('blocked').getByText('thẩm định').first().waitFor()
    expect(await minh.page.getByTestId('approve').count()).toBe(0)
    await takePicture(minh.page, 'variant-blocked')

    const saray = await desk.open(browser, 'saray', officeSight)
    await saray.page.goto(variant.href)
    await heard(saray.page)
    await expect.poll(() => saray.page.getByTestId('review').isDisabled()).toBe(false)
    await takePicture(saray.page, 'variant-reviewing')
    await saray.page.getByTestId('review').click()
    await saray.page.getByTestId('review-confirm').click()
    await saray.page.getByTestId('review').waitFor({ state: 'detached' })

    await minh.page.reload()
    await heard(minh.page)
    await minh.page.getByTestId('approve').click()
    await minh.page.getByTestId('approve-looked').check()
    await minh.page.getByTestId('approve-confirm').click()
    await minh.page.getByTestId('language-km').getByText('Đã duyệt').waitFor()
    for (const { context, faults } of [lan, minh, saray]) {
      expect(faults).toEqual([])
      await context.close()
    }
  })

  it('underlines words to look at twice, blocks nothing, and says what a successor replaces', async () => {
    const lan = desk.centre.as('lan')
    const campaign = await lan.post('/campaigns', {
      ...{ name: 'Dừng 2G', periodFrom: '2024-08-01', periodTo: '2024-12-31' },
    })
    const id = await written('Nhắc đổi máy', 990)
    const version = `/bulletins/${id}/versions/1`
    await lan.patch(version, { campaign: campaign.json().id })
    await lan.post(`${version}/submit`)
    await approve(desk.centre, 'minh', id)

    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/ban-tin/${id}`)
    await page.getByTestId('wording-rules').click()
    await page.getByTestId('rule-add').click()
    const rule = page.getByTestId('rule')
    await rule.getByLabel('Cụm từ').fill('tắt sóng 2G')
    await rule.getByLabel('Nên nói').fill('dừng cung cấp dịch vụ cho điện thoại chỉ hỗ trợ 2G')
    await rule.getByLabel('Vì sao').fill('Máy 4G vẫn dùng được.')
    await takePicture(page, 'wording-rules')
    await page.getByTestId('rules-save').click()
    await page.getByTestId('wording-mark').click()
    await page.getByText('Máy 4G vẫn dùng được.').waitFor()
    await takePicture(page, 'wording-mark')
    await page.getByTestId('wording-use').click()
    expect(await page.getByTestId('bulletin-text').inputValue()).toContain('chỉ hỗ trợ 2G')
    await page.getByTestId('edit-save').click()
    await page.getByTestId('version-2').getByText('Nháp').waitFor()
    await page.getByTestId('differences').locator('summary').click()
    expect(await page.locator('del').innerText()).toContain('tắt sóng')
    await takePicture(page, 'differences', true)
    await page.getByTestId('submit').click()
    await page.getByTestId('version-2').getByText('Chờ duyệt').waitFor()
    expect(faults).toEqual([])
    await context.close()

    const leader = await desk.open(browser, 'minh', officeSight)
    await leader.page.goto(`${desk.url}/ban-tin/${id}`)
    await heard(leader.page)
    await leader.page.getByTestId('approve').click()
    await leader.page.getByTestId('approval-changes').getByText('thay bản 1').waitFor()
    await leader.page.getByTestId('approve-confirm').click()
    await leader.page.getByTestId('version-1').getByText('Đã thay thế').waitFor()
    await takePicture(leader.page, 'successor', true)
    expect(leader.faults).toEqual([])
    await leader.context.close()
  })

  it('prints the approval sheet on A4, with what was approved and its fingerprint', async () => {
    const { page, context } = await desk.open(browser, 'minh', officeSight)
    await page.goto(`${desk.url}/ban-tin?state=approved&q=nghe+het`)
    await rows(page).first().locator('[data-row-link]').click()
    await page.getByTestId('sheet-open').click()
    await page.getByTestId('sheet').waitFor()
    const says = await page.getByTestId('sheet').innerText()
    expect(says).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    expect(says).toContain('tắt sóng 2G trên toàn quốc')
    expect(says).toMatch(/[0-9a-f]{64}/)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByTestId('account').isVisible()).toBe(false)
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true })
    // 210 × 297 mm in points, upright, and no empty page before or after.
    const sizes = pdf.toString('latin1').match(/MediaBox\s*\[[^\]]*\]/g) ?? []
    expect(sizes).toHaveLength(1)
    expect(sizes[0]).toMatch(/0 0 59[45]\S* 84[12]\S*\]/)
    keepPaper(pdf, 'sheet.pdf')
    await takePicture(page, 'sheet-print')
    await context.close()
  })

  it.for([
    ['vi', officeSight],
    ['vi', phone],
    ['en', officeSight],
    ['en', phone],
  ] as const)('is whole and accessible in %s on a %o', async ([language, sight]) => {
    const { page, context, faults } = await desk.open(browser, 'hoa', sight, language)
    const [bulletin] = (await desk.centre.as('lan').get('/bulletins?language=km')).json().bulletins
    for (const [name, where, there] of [
      ['library', '/ban-tin', 'screen-bulletins'],
      ['bulletin', `/ban-tin/${bulletin.id}`, 'heard-where'],
      ['sheet', `/ban-tin/${bulletin.id}/phieu-duyet/1`, 'sheet'],
    ] as const) {
      await page.goto(desk.url + where)
      await page.getByTestId(there).waitFor()
      await page.waitForLoadState('networkidle').catch(() => undefined)
      await takePicture(page, `${name}-${sight.name}-${language}`, true)
      expect(await overhang(page), `${name} fits`).toBeLessThanOrEqual(0)
      expect(await accessibilityFaults(page), name).toEqual([])
    }
    await page.goto(`${desk.url}/ban-tin`)
    await page.getByTestId('bulletin-new').click()
    await page.getByTestId('bulletin-save').waitFor()
    await takePicture(page, `form-${sight.name}-${language}`)
    expect(await accessibilityFaults(page), 'form').toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })
})
