import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildWeb } from '../../server/build-web.ts'
import {
  accessibilityFaults,
  office as officeSight,
  openBrowser,
  openWindow,
  overhang,
  phone,
  takePicture,
} from '../support/browser.ts'
import { type BadLine, openBadLine } from '../support/line.ts'
import { PASSWORD } from '../support/office.ts'
import { type ServerProcess, startServerProcess } from '../support/server-process.ts'
import { paddedTone, toneWav } from '../support/wav.ts'

const MINUTE = 60_000
const POLL = { timeout: MINUTE, interval: 100 }
/** Chromium hears a beep a second, and asks nobody. */
const FAKE_MICROPHONE = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']

const folder = mkdtempSync(path.join(os.tmpdir(), 'tiep-am-files-'))
function fileOf(name: string, bytes: Uint8Array): string {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  return file
}

describe('sound that is brought in through the screens', () => {
  let server: ServerProcess
  let line: BadLine
  let browser: Browser

  beforeAll(async () => {
    await buildWeb()
    ;[server, browser] = await Promise.all([startServerProcess(), openBrowser(FAKE_MICROPHONE)])
    line = await openBadLine(server.url)
    const admin = await server.signIn('admin')
    await admin.post('/staff', {
      ...{ username: 'lan', name: 'Trần Thị Lan', password: PASSWORD },
      roles: [{ role: 'editor', unit: 'root' }],
    })
  })

  afterAll(async () => {
    await browser?.close()
    await line?.close()
    await server?.stop()
  })

  async function signIn(page: Page, where = '/ban-tin') {
    await page.goto(line.url + where)
    await page.locator('input[autocomplete=username]').fill('lan')
    await page.locator('input[type=password]').fill(PASSWORD)
    await page.locator('button[type=submit]').click()
    await page.locator('input[type=password]').waitFor({ state: 'detached' })
  }

  const parcel = (page: Page, name: string) => page.getByTestId('parcel').filter({ hasText: name })
  const lineOf = (page: Page, name: string) => parcel(page, name).getAttribute('data-line')
  const stateOf = (page: Page, name: string) => parcel(page, name).getAttribute('data-state')
  async function chooseAgain(page: Page, file: string) {
    const chooser = page.waitForEvent('filechooser')
    await page.getByTestId('parcel-choose').click()
    await (await chooser).setFiles(file)
  }
  const received = async () => {
    const lan = await server.signIn('lan')
    const all = await lan.get<readonly { receivedBytes: number }[]>('/uploads')
    return all.reduce((sum, { receivedBytes }) => sum + receivedBytes, 0)
  }

  it('goes on by itself after the line was cut under three files, sending nothing twice', async () => {
    const names = ['Hỏi đáp 2G.wav', 'Lịch tiêm chủng.wav', 'Thông báo nghỉ lễ.wav']
    const files = names.map((name, place) => fileOf(name, toneWav(60, 310 + place * 20)))
    const total = names.length * (44 + 60 * 96_000)
    const { page, context, faults } = await openWindow(browser, officeSight)
    await signIn(page)
    line.slow(400_000)
    await page.locator('input[type=file]').first().setInputFiles(files)
    await expect.poll(() => page.getByTestId('parcel').count(), POLL).toBe(3)
    await expect.poll(received, POLL).toBeGreaterThan(600_000)
    const inLine = (line: string) => page.locator(`[data-testid=parcel][data-line=${line}]`).count()
    expect([await inLine('sending'), await inLine('queued')]).toEqual([2, 1])
    await takePicture(page, 'uploads-sending')

    line.cut()
    await expect.poll(() => lineOf(page, names[0] ?? ''), POLL).toBe('lost')
    await parcel(page, names[0] ?? '')
      .getByText('Mất kết nối – tự nối lại')
      .waitFor()
    await takePicture(page, 'uploads-lost')
    const kept = await received()
    expect(kept).toBeGreaterThan(600_000)

    const before = line.sent()
    line.slow(null)
    line.mend()
    for (const name of names) await expect.poll(() => stateOf(page, name), POLL).toBe('ready')
    // What lay ready was not sent again; a quarter of a megabyte is for everything else.
    expect(line.sent() - before).toBeLessThan(total - kept + 250_000)
    expect(await accessibilityFaults(page)).toEqual([])
    expect(faults).toEqual([])
    await takePicture(page, 'uploads-ready')
    await context.close()
  })

  it('goes on after the page was closed, once its file is chosen again, and no other', async () => {
    const name = 'Thông báo tiêm chủng mở rộng xã Long Hưng tháng 9 năm 2024 bản cuối.wav'
    const file = fileOf(name, toneWav(60, 410))
    const other = fileOf('Tệp khác.wav', toneWav(5, 420))
    const { page, context } = await openWindow(browser, phone)
    await signIn(page)
    const had = await received()
    line.slow(400_000)
    await page.locator('input[type=file]').first().setInputFiles(file)
    await expect
      .poll(async () => parcel(page, name).getByRole('status').innerText(), POLL)
      .toMatch(/[1-9]\d %/)
    await expect.poll(received, POLL).toBeGreaterThan(had + 700_000)
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    // Torn before the page goes: what lies in the line's buffers does not arrive after it.
    line.cut()
    await page.goto('about:blank')
    line.slow(null)
    line.mend()
    await page.goto(`${line.url}/ban-tin`)
    await expect.poll(() => lineOf(page, name), POLL).toBe('half')
    await takePicture(page, 'uploads-half')
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await chooseAgain(page, other)
    await page.getByText('Đây không phải tệp đang gửi dở', { exact: false }).waitFor()
    const before = line.sent()
    await chooseAgain(page, file)
    await expect.poll(() => stateOf(page, name), POLL).toBe('ready')
    expect(line.sent() - before).toBeLessThan(60 * 96_000 - 300_000)
    await context.close()
  })

  it('is paused, goes on and is given up when somebody says so', async () => {
    const name = 'Tạm dừng.wav'
    const { page, context } = await openWindow(browser, officeSight)
    await signIn(page)
    line.slow(500_000)
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(fileOf(name, toneWav(60, 430)))
    await expect.poll(() => lineOf(page, name), POLL).toBe('sending')
    await parcel(page, name).getByTestId('parcel-pause').click()
    await expect.poll(() => lineOf(page, name), POLL).toBe('paused')
    await parcel(page, name).getByTestId('parcel-resume').click()
    await expect.poll(() => lineOf(page, name), POLL).toBe('sending')
    await parcel(page, name).getByTestId('parcel-dismiss').click()
    await expect.poll(() => parcel(page, name).count(), POLL).toBe(0)
    const lan = await server.signIn('lan')
    const gone = async () =>
      (await lan.get<readonly { fileName: string }[]>('/uploads')).every(
        ({ fileName }) => fileName !== name,
      )
    await expect.poll(gone, POLL).toBe(true)
    line.slow(null)
    await context.close()
  })

  it('shows what was measured of it, and gives back the silence that was cut off', async () => {
    const name = 'Im lặng hai đầu.wav'
    const { page, context, faults } = await openWindow(browser, officeSight)
    await signIn(page)
    const file = fileOf(name, paddedTone(2_000, 4, 3_000))
    await page.locator('input[type=file]').first().setInputFiles(file)
    await parcel(page, name).getByTestId('parcel-make').click({ timeout: MINUTE })
    await page.getByTestId('bulletin-save').click()
    await page.getByTestId('screen-bulletin').waitFor()
    const trim = page.getByTestId('trim')
    await trim.getByText(/Đã cắt .* giây đầu và .* giây cuối/).waitFor()
    await page.getByTestId('sound-facts').getByText('không nghe thấy tiếng nói').waitFor()

    await page.getByTestId('trim-change').click()
    const start = page.getByTestId('cut-startMs')
    const cutOff = () => start.getAttribute('aria-valuenow').then(Number)
    const was = await cutOff()
    expect(was).toBeGreaterThan(1_000)
    await start.press('ArrowLeft')
    expect(await cutOff()).toBe(was - 100)
    await start.press('Shift+ArrowRight')
    const box = await start.boundingBox()
    if (!box) throw new Error('the handle is not there')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x - 60, y)
    await page.mouse.up()
    expect(await cutOff()).toBeLessThan(was)
    await trim.scrollIntoViewIfNeeded()
    await takePicture(page, 'sound-cut')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByTestId('trim-apply').click()
    await expect.poll(() => page.getByTestId('cut').count(), POLL).toBe(0)

    await page.getByTestId('trim-undo').click()
    await trim.getByText('Không cắt gì').waitFor({ timeout: MINUTE })
    await page.getByText('0:09').first().waitFor()
    await takePicture(page, 'sound-facts')
    expect(faults).toEqual([])
    await context.close()
  })

  it('is recorded, kept through a reload, listened to and used', async () => {
    const { page, context, faults } = await openWindow(browser, phone)
    await signIn(page)
    await page.getByTestId('bulletin-new').click()
    await page.getByTestId('sound-from-microphone').click()
    await page.getByTestId('recorder-open').click()
    await page.getByTestId('recorder-start').click()
    const time = page.getByTestId('recorder-time')
    await expect.poll(() => time.innerText(), POLL).toContain('0:02')
    await expect
      .poll(() => page.getByTestId('level').getAttribute('value').then(Number), POLL)
      .toBeGreaterThan(30)
    await takePicture(page, 'recorder-recording')
    await page.getByTestId('recorder-pause').click()
    await expect.poll(() => time.innerText()).toContain('Tạm dừng')
    await page.getByTestId('recorder-pause').click()
    await expect.poll(() => time.innerText(), POLL).toContain('0:04')

    // The page goes away in the middle: what was said so far is still there.
    await page.reload()
    await page.getByTestId('bulletin-new').click()
    await page.getByTestId('sound-from-microphone').click()
    await page.getByTestId('kept-recording').waitFor()
    await takePicture(page, 'recorder-kept')
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByTestId('recorder-use').click()
    await page
      .getByText('Ghi âm', { exact: false })
      .filter({ hasText: '.webm' })
      .first()
      .waitFor({ timeout: MINUTE })
    await page.getByTestId('sound-from-microphone').waitFor({ state: 'detached', timeout: MINUTE })
    await takePicture(page, 'recorder-used')
    expect(faults).toEqual([])
    await context.close()
  })
})
