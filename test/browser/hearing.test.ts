import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planAndPublish } from '../../server/plan-and-publish.ts'
import { saveSetting } from '../../server/settings.ts'
import {
  accessibilityFaults,
  office as officeSight,
  openBrowser,
  overhang,
  phone,
  takePicture,
} from '../support/browser.ts'
import { type Desk, startDesk } from '../support/desk.ts'
import { airWindow } from '../support/heard-programme.ts'
import { addApproved, addCampaign, districtWindow } from '../support/programme.ts'
import { giveSample, recordStreet, sendRecording } from '../support/recording.ts'
import { enrolKey } from '../support/station-pen.ts'

const TITLE = 'Dừng sóng 2G ở xã ta'
/** The loudspeaker speaks this long after the microphone opens. */
const LEAD_S = 4

describe('a duty officer of an FM commune with a phone', { timeout: 300_000 }, () => {
  let desk: Desk
  let browser: Browser
  let due = 0
  let lengthMs = 0

  beforeAll(async () => {
    desk = await startDesk()
    const { db } = desk.centre.deps
    await addCampaign(db)
    await addApproved(db, 'da-dung', 30)
    await db.updateTable('bulletin').set({ title: TITLE }).where('id', '=', 'da-dung').execute()
    const { seconds } = await giveSample(desk.centre, 'da-dung/1', '2g-da-dung')
    lengthMs = Math.round(seconds * 1000)
    await enrolKey(db, 'district', 'stationOne')
    const short = [{ source: 'district', lengthMs: 60_000, campaignShareMs: null }]
    await desk.centre.as('an').post('/windows', districtWindow('09:00:00', { segments: short }))
    await planAndPublish(desk.centre.deps, desk.centre.clock.now())
    const street = { as: 'wav', before: LEAD_S, after: 40, noise: 0.01 }
    const file = await recordStreet(desk.centre, '2g-da-dung', street)
    browser = await openBrowser([
      ...['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
      `--use-file-for-fake-audio-capture=${file}%noloop`,
    ])
  }, 240_000)

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  const cellOf = (page: Page, station: string) =>
    page.locator(`[data-testid=row-${station}] .cell`).first()

  it('records what is due, keeps it without network, sends it, and sees that it matches', async () => {
    const duty = desk.centre.as('truc-long-hung')
    const day = (await duty.get('/duty')).json()
    const expected = day.windows[0].expected
    expect(expected).toHaveLength(1)
    due = expected[0].at
    // Four minutes early: too early to record.
    await desk.centre.wait(due - 240_000 - desk.centre.clock.now())
    const { page, context, faults } = await desk.open(browser, 'truc-long-hung', phone)
    await context.grantPermissions(['microphone'], { origin: desk.url })
    await page.goto(`${desk.url}/truc`)
    const card = page.getByTestId('record-card')
    await card.waitFor()
    expect(await card.innerText()).toMatch(/Bản tin dự kiến 09:00 · còn [34] phút/)
    expect(await page.getByTestId('record').isDisabled()).toBe(true)
    expect(await overhang(page)).toBe(0)
    await takePicture(page, 'duty-early', true)

    await desk.centre.wait(due - LEAD_S * 1_000 - desk.centre.clock.now())
    await page.reload()
    await page.getByTestId('record').click()
    await page.getByTestId('record-stop').waitFor()
    await card.getByText('Tiếng vừa').waitFor()
    await takePicture(page, 'duty-recording', true)
    expect(await accessibilityFaults(page)).toEqual([])
    // By default the whole bulletin, and some seconds more; by itself; here without network.
    await context.setOffline(true)
    await page.getByTestId('kept-sound').waitFor({ timeout: lengthMs + 90_000 })
    expect(await page.getByTestId('duty-status').getAttribute('data-waiting')).toBe('1')
    await takePicture(page, 'duty-kept', true)
    // Nor does it go with the page.
    await page.reload()
    await page.getByTestId('kept-sound').waitFor()
    await airWindow(desk.centre)
    await context.setOffline(false)
    const result = page.getByTestId('recording-result').first()
    await result.waitFor({ timeout: 60_000 })
    await expect.poll(() => result.getAttribute('data-result'), { timeout: 120_000 }).toBe('proved')
    await expect.poll(() => page.getByTestId('kept-sound').count()).toBe(0)
    await takePicture(page, 'duty-proved', true)
    expect(await overhang(page)).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    const [recording] = (await duty.get('/recordings')).json().recordings
    expect(recording).toMatchObject({ freshness: 'challenged', clock: 'checked' })
    expect(faults).toEqual([])
    await context.close()
  })

  it('turns the cell of its commune to heard, with the clip one tap away', async () => {
    const { page, context, faults } = await desk.open(browser, 'giam-sat', phone)
    await page.goto(`${desk.url}/tiep-am`)
    const cell = cellOf(page, 'long-hung')
    await cell.waitFor()
    expect(await cell.getAttribute('data-grade')).toBe('heard')
    expect(await cell.getAttribute('data-standing')).toBe('relayed')
    expect(await cellOf(page, 'hung-phu').getAttribute('data-grade')).toBe('none')
    await cell.click()
    await page.getByTestId('clip').click()
    const sound = page.getByTestId('clip-sound')
    await sound.waitFor()
    await expect
      .poll(() => sound.evaluate((one: HTMLAudioElement) => one.currentTime), { timeout: 30_000 })
      .toBeGreaterThan(3)
    await takePicture(page, 'heard-cell')
    expect(await overhang(page)).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })

  it('is reviewed beside the original, in step, and overruled with a reason', async () => {
    const street = { as: 'm4a', instead: { name: '2g-vi-sao-dung', fromS: 9, toS: 13 } }
    const changed = await recordStreet(desk.centre, '2g-da-dung', street)
    const about = { station: 'hung-phu', date: '2024-08-12', clock: 'checked', aimAt: due }
    await sendRecording(desk.centre, 'truc-hung-phu', changed, {
      ...{ ...about, startedAt: due - 20_000 },
    })
    const { page, context, faults } = await desk.open(browser, 'giam-sat', officeSight)
    await page.goto(`${desk.url}/ban-ghi`)
    const rows = page.getByTestId('recording-row')
    await rows.nth(1).waitFor()
    await takePicture(page, 'recordings')
    expect(await accessibilityFaults(page)).toEqual([])
    await rows.first().getByRole('link').click()
    await page.getByTestId('two-waves').waitFor()
    expect(await page.getByTestId('find').getAttribute('data-verdict')).toBe('heard-in-part')
    expect(await page.getByTestId('differing').first().innerText()).toMatch(
      /Khác bản đã duyệt, từ 0:\d\d đến 0:1\d/,
    )
    expect(await page.getByTestId('band-differs').count()).toBeGreaterThanOrEqual(2)
    const sounds = page.locator('[data-testid=two-waves] audio')
    await page.getByText('Cả hai', { exact: true }).click()
    await page.getByTestId('ear-play').click()
    const apart = () =>
      sounds.evaluateAll((both) => {
        const [one, other] = both as HTMLAudioElement[]
        return other?.paused ? 99 : (one?.currentTime ?? 0) - (other?.currentTime ?? 0)
      })
    // The street was recorded for twenty seconds before the bulletin.
    await expect.poll(apart, { timeout: 30_000 }).toBeLessThan(20.5)
    expect(await apart()).toBeGreaterThan(19.5)
    await takePicture(page, 'recording', true)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByTestId('overrule-verdict').selectOption('not-proved')
    await page.getByTestId('overrule-reason').fill('Đoạn giữa là câu của bản tin khác.')
    await page.getByRole('button', { name: 'Ghi kết quả xem lại' }).click()
    await page.getByTestId('overruled').waitFor()
    expect(await page.getByTestId('find').getAttribute('data-verdict')).toBe('not-proved')
    expect(faults).toEqual([])
    await context.close()

    const small = await desk.open(browser, 'giam-sat', phone, 'en', 'dark')
    await small.page.goto(page.url())
    await small.page.getByTestId('find').waitFor()
    expect(await overhang(small.page)).toBe(0)
    await takePicture(small.page, 'recording-phone', true)
    expect(await accessibilityFaults(small.page)).toEqual([])
    await small.context.close()
  })

  it('is contradicted where somebody says that all was relayed, and a recording holds none of it', async () => {
    const other = await recordStreet(desk.centre, '2g-vi-sao-dung', { as: 'm4a', after: 50 })
    const about = { station: 'my-huong', date: '2024-08-12', clock: 'checked' }
    await sendRecording(desk.centre, 'truc-my-huong', other, {
      ...{ ...about, startedAt: due - 20_000 },
    })
    const duty = desk.centre.as('truc-my-huong')
    const [window] = (await duty.get('/duty')).json().windows
    const said = await duty.post('/declarations', {
      ...{ id: randomUUID(), station: 'my-huong', window: window.window, date: '2024-08-12' },
      ...{ verdict: 'full', declaredAt: desk.centre.clock.now() },
    })
    expect(said.statusCode).toBe(201)
    const { page, context } = await desk.open(browser, 'giam-sat', officeSight)
    await page.goto(`${desk.url}/ban-ghi`)
    const found = page.getByTestId('disagreements')
    await found.waitFor()
    expect(await found.innerText()).toContain('không nghe thấy bản tin')
    await takePicture(page, 'disagreements')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.goto(`${desk.url}/tiep-am`)
    const cell = cellOf(page, 'my-huong')
    await cell.waitFor()
    expect(await cell.getAttribute('data-disagreements')).toBe('1')
    expect(await cell.getAttribute('aria-label')).toContain('không khớp')
    await cell.click()
    await page.getByTestId('disagreement').waitFor()
    // Some words that the two bulletins share are no second thing that the recording says.
    expect(await page.getByTestId('spoken').count()).toBe(1)
    await takePicture(page, 'disagreement-cell')
    expect(await accessibilityFaults(page)).toEqual([])
    await context.close()
  })

  it('of which the matcher found nothing may be attested by who hears it: declared, and told apart', async () => {
    const { page, context, faults } = await desk.open(browser, 'giam-sat', officeSight)
    await page.goto(`${desk.url}/ban-ghi?station=my-huong`)
    await page.getByTestId('recording-row').first().getByRole('link').click()
    const form = page.getByTestId('attest')
    await form.waitFor()
    const option = page.getByTestId('attest-target').locator('option', { hasText: TITLE })
    await page
      .getByTestId('attest-target')
      .selectOption({ value: (await option.getAttribute('value')) ?? '' })
    await form.getByLabel('Bản tin bắt đầu ở').check()
    await page.getByTestId('attest-reason').fill('Nghe rõ câu đầu và tên đài, phần sau bị át.')
    await takePicture(page, 'attest', true)
    await page.getByTestId('attest-submit').click()
    await page.getByTestId('attested').waitFor()
    expect(await page.getByTestId('attested').innerText()).toContain('cả bản tin')
    expect(await accessibilityFaults(page)).toEqual([])
    await takePicture(page, 'attested', true)
    await page.goto(`${desk.url}/tiep-am`)
    const cell = cellOf(page, 'my-huong')
    await cell.waitFor()
    expect(await cell.getAttribute('data-grade')).toBe('declared')
    await cell.click()
    await page.getByText('nghe bản ghi và xác nhận').waitFor()
    await takePicture(page, 'attested-cell')
    expect(faults).toEqual([])
    await context.close()
  })

  it('is found again by station, day and result after a reload, however many there are', async () => {
    const { db } = desk.centre.deps
    const { id: _, ...row } = await db
      .selectFrom('recording')
      .selectAll()
      .where('station_id', '=', 'my-huong')
      .executeTakeFirstOrThrow()
    const many = Array.from({ length: 120 }, (_, n) => ({
      ...{ ...row, id: `many-${n}`, date: '2024-08-01', announced_at: 1_000 + n },
      ...{ digest: `d${n}`, sound_digest: `s${n}`, print_digest: null },
    }))
    for (let n = 0; n < many.length; n += 20)
      await db
        .insertInto('recording')
        .values(many.slice(n, n + 20))
        .execute()
    const { page, context, faults } = await desk.open(browser, 'giam-sat', phone)
    await page.goto(`${desk.url}/ban-ghi?date=2024-08-01`)
    const rows = page.getByTestId('recording-row')
    await rows.first().waitFor()
    await page.getByLabel('Đài', { exact: true }).selectOption('my-huong')
    await page.getByLabel('Kết quả').selectOption('nothing')
    for (const shown of [50, 100, 120]) {
      await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(shown)
      if (shown < 120) await page.getByTestId('more-recordings').click()
    }
    expect(await page.getByTestId('more-recordings').count()).toBe(0)
    await page.reload()
    await rows.first().waitFor()
    expect(await page.getByLabel('Đài', { exact: true }).inputValue()).toBe('my-huong')
    expect(await page.getByLabel('Kết quả').inputValue()).toBe('nothing')
    expect(new URL(page.url()).searchParams.get('date')).toBe('2024-08-01')
    await page.getByLabel('Kết quả').selectOption('proved')
    await page.getByText('Không có bản ghi nào như vậy').waitFor()
    expect(await overhang(page)).toBe(0)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })

  it('says until when its sound is kept, and that it is gone when it is', async () => {
    const { db } = desk.centre.deps
    // Else an administrator is asked to begin first.
    await saveSetting(db, 'furnished-at', '1')
    const { page, context, faults } = await desk.open(browser, 'an', officeSight)
    await page.goto(`${desk.url}/cai-dat?part=office`)
    const choice = page.getByTestId('sound-keeping').locator('select')
    await choice.waitFor()
    expect(await choice.inputValue()).toBe('6')
    await choice.selectOption('12')
    await page.getByText('Đã lưu.').waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await takePicture(page, 'sound-keeping')
    await context.close()
    const { id } = await db
      .selectFrom('recording')
      .select('id')
      .where('station_id', '=', 'hung-phu')
      .executeTakeFirstOrThrow()
    for (const [language, sight, says] of [
      ['vi', officeSight, 'giữ lâu dài'],
      ['en', phone, 'kept for good'],
    ] as const) {
      const seen = await desk.open(browser, 'giam-sat', sight, language)
      await seen.page.goto(`${desk.url}/ban-ghi/${id}`)
      await seen.page.getByTestId('recording-facts').getByText(says).waitFor()
      await takePicture(seen.page, `facts-${language}`, true)
      await seen.context.close()
    }
    await db.updateTable('recording').set({ sound_removed_at: due }).where('id', '=', id).execute()
    const gone = await desk.open(browser, 'giam-sat', phone)
    await gone.page.goto(`${desk.url}/ban-ghi/${id}`)
    await gone.page.getByTestId('sound-gone').waitFor()
    expect(await gone.page.getByTestId('ear-play').isDisabled()).toBe(true)
    expect(await gone.page.getByTestId('find').count()).toBeGreaterThan(0)
    expect(await overhang(gone.page)).toBe(0)
    expect(await accessibilityFaults(gone.page)).toEqual([])
    await takePicture(gone.page, 'sound-gone', true)
    await gone.context.close()
    expect(faults).toEqual([])
  })
})
