import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startReplanning } from '../../server/replan.ts'
import {
  accessibilityFaults,
  office as officeSight,
  openBrowser,
  overhang,
  phone,
  takePicture,
} from '../support/browser.ts'
import { type Desk, startDesk } from '../support/desk.ts'
import { approve } from '../support/life.ts'
import { seedNineCommunes } from '../support/nine-communes.ts'
import {
  drag,
  onScreen,
  type PlannedBlock,
  type PlannedItem,
  save,
  span,
  titleOf,
  undo,
} from '../support/schedule-hands.ts'
import { giveTone } from '../support/sound.ts'
import { good, writeToned } from '../support/toned-bulletin.ts'

/** The centre's Monday. */
const MONDAY = '2024-08-12'

describe('the schedule, in a real browser', () => {
  let desk: Desk
  let browser: Browser
  let stopReplanning: () => void

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    stopReplanning = startReplanning(desk.centre.deps)
    const communes = await seedNineCommunes(desk.centre.deps.db)
    const an = desk.centre.as('an')
    for (const [name, startsAt] of [
      ['Buổi sáng', '05:00:00'],
      ['Buổi trưa', '11:00:00'],
      ['Buổi chiều', '17:00:00'],
    ])
      good(
        await an.post('/windows', {
          ...{ station: 'district', name, startsAt, validFrom: MONDAY, relayedBy: communes },
          mostItems: 6,
          segments: [
            { source: 'province', lengthMs: 120_000, campaignShareMs: null },
            { source: 'district', lengthMs: 300_000, campaignShareMs: 240_000 },
          ],
        }),
      )
    const campaign = good(
      await desk.centre.as('lan').post('/campaigns', {
        ...{ name: 'Dừng 2G', periodFrom: '2024-08-01', periodTo: '2024-09-30' },
        ...{ floor: 3, cap: 12, bulletinGapMs: 60_000 },
      }),
    ).json().id
    for (const [title, seconds, hertz] of [
      ['Đổi máy điện thoại 2G trước ngày 16/9', 30, 440],
      ['Hỗ trợ người cao tuổi đổi máy', 24, 550],
      ['Điểm đổi máy tại các xã', 36, 660],
    ] as const)
      await writeToned(desk.centre, title, seconds, hertz, campaign)
    await writeToned(desk.centre, 'Lịch cắt điện xã Mỹ Hương', 20, 330, campaign, '2024-08-20')
  })

  afterAll(async () => {
    stopReplanning?.()
    await browser?.close()
    await desk?.stop()
  })

  /** The district's day as the server has it, programme only. */
  async function blocks(date = MONDAY, station = 'district'): Promise<readonly PlannedBlock[]> {
    const reply = await desk.centre.as('lan').get(`/plan?station=${station}&date=${date}`)
    return good(reply).json().blocks
  }

  /** Waits until the plan has settled: every bulletin is in it. */
  async function planned(): Promise<void> {
    const titles = async () => new Set((await blocks()).flatMap(({ items }) => items.map(titleOf)))
    await expect.poll(async () => (await titles()).size, { timeout: 20_000 }).toBe(4)
  }

  const itemsIn = async (window: string, date = MONDAY) =>
    (await blocks(date)).find(({ title }) => title === window)?.items ?? []

  async function openDay(page: Page, date = MONDAY): Promise<void> {
    await page.goto(`${desk.url}/lich-phat?date=${date}`)
    await page.getByTestId('timeline-item').first().waitFor()
    // Far enough away that both windows are seen at once.
    for (let n = 0; n < 2; n++) await page.getByTestId('zoom-out').click()
  }

  it('shows a week to scale and what each of nine communes airs of a campaign', async () => {
    await planned()
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/lich-phat`)
    await page.getByTestId('week-band').first().waitFor()
    expect(await page.getByTestId('week-day').count()).toBe(7)
    await takePicture(page, 'week')
    await page.goto(`${desk.url}/lich-phat?group=all`)
    await page.getByTestId('group-row').last().waitFor()
    expect(await page.getByTestId('group-row').count()).toBe(10)
    await page.getByTestId('group-campaign').selectOption({ label: 'Dừng 2G' })
    const tuesday = '2024-08-13'
    const own = (await blocks(tuesday)).flatMap(({ items }) => items)
    // Nine communes carry what the district airs: by its signal, or by a playlist of their own.
    for (const row of await page.getByTestId('group-row').all())
      await expect
        .poll(() => row.getByTestId('group-cell').nth(1).innerText(), { timeout: 15_000 })
        .toContain(`${own.length} lượt`)
    await takePicture(page, 'week-communes')
    await page.getByTestId('group-row').last().getByTestId('group-cell').nth(1).click()
    await page.getByTestId('timeline-item').first().waitFor()
    const station = new URL(page.url()).searchParams.get('station') ?? ''
    const relayed = (await blocks(tuesday, station)).flatMap(({ items }) => items)
    expect(relayed.map(titleOf)).toEqual(own.map(titleOf))
    expect(await page.getByTestId('timeline-item').count()).toBe(own.length)
    await takePicture(page, 'day-commune')
    expect(faults).toEqual([])
    await context.close()
  })

  it('lets an item be dragged into a conflict and settles it three ways, each taken back', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await openDay(page)
    const [moved] = await itemsIn('Buổi chiều')
    const there = (await itemsIn('Buổi trưa')).find(({ title }) => title !== moved?.title)
    if (!moved || !there) throw new Error('nothing is planned')
    // What the planner placed gives way by itself; what a hand pinned does not.
    await onScreen(page, there.id).focus()
    await page.keyboard.press('p')
    await page.locator(`[data-item="${there.id}"][data-pinned]`).waitFor()
    const before = await blocks()
    await takePicture(page, 'day')

    // Ghi đè: what is there goes, the moved one stands where it was dropped.
    await drag(page, onScreen(page, moved.id), onScreen(page, there.id), 0)
    await takePicture(page, 'day-dragging')
    await page.mouse.up()
    await page.getByTestId('conflict').waitFor()
    expect(await page.getByTestId('conflict').innerText()).toContain('Trạm Long Hưng')
    for (const way of ['override', 'queue', 'move'])
      expect(await page.getByTestId(`resolve-${way}`).count(), way).toBe(1)
    // Nothing has moved yet, neither here nor there.
    expect(await blocks()).toEqual(before)
    await takePicture(page, 'conflict')
    await page.getByTestId('resolve-override').click()
    await page.getByTestId('outlook').waitFor()
    expect(await page.getByTestId('outlook').innerText()).toContain(there.title)
    await takePicture(page, 'outlook')
    await save(page)
    let noon = await itemsIn('Buổi trưa')
    expect(noon.map(titleOf)).not.toContain(there.title)
    const overriding = noon.find(({ title, pinned }) => title === moved.title && pinned !== null)
    expect(overriding && span(overriding)[0]).toBe(span(there)[0])
    await onScreen(page, overriding?.id ?? '').waitFor()
    await onScreen(page, there.id).waitFor({ state: 'detached' })
    await page.getByTestId('saved-published').getByText('Đã phát hành').waitFor({ timeout: 20_000 })
    await takePicture(page, 'override-saved')
    await undo(page)
    expect((await itemsIn('Buổi trưa')).map(span)).toEqual(
      before.find(({ title }) => title === 'Buổi trưa')?.items.map(span),
    )
    await onScreen(page, there.id).waitFor()

    // Tiếp nối: it follows what is there.
    await drag(page, onScreen(page, moved.id), onScreen(page, there.id), 0.4)
    await page.mouse.up()
    await page.getByTestId('resolve-queue').waitFor()
    await page.getByTestId('resolve-queue').click()
    await save(page)
    noon = await itemsIn('Buổi trưa')
    const stayed = noon.find(({ id }) => id === there.id)
    const queued = noon.find(({ title, pinned }) => title === moved.title && pinned !== null)
    expect(stayed && span(stayed)).toEqual(span(there))
    expect(queued && span(queued)[0]).toBe(span(there)[1])
    await onScreen(page, queued?.id ?? '').waitFor()
    await takePicture(page, 'queue-saved')
    await undo(page)

    // Dời: the next place that is free, and nothing else moves.
    await drag(page, onScreen(page, moved.id), onScreen(page, there.id), 0)
    await page.mouse.up()
    await page.getByTestId('resolve-move').click()
    await save(page)
    const after = await blocks()
    const placed = after
      .flatMap(({ items }) => items)
      .find(({ title, pinned }) => title === moved.title && pinned !== null)
    expect(placed).toBeDefined()
    for (const { items } of after)
      for (const [at, item] of items.entries())
        expect(span(item)[0]).toBeGreaterThanOrEqual(
          items[at - 1] ? span(items[at - 1] as PlannedItem)[1] : 0,
        )
    expect((await itemsIn('Buổi trưa')).find(({ id }) => id === there.id)?.offsetSamples).toBe(
      there.offsetSamples,
    )
    await onScreen(page, placed?.id ?? '').waitFor()
    await undo(page)
    expect((await blocks()).map(({ items }) => items.map(span))).toEqual(
      before.map(({ items }) => items.map(span)),
    )
    expect(faults).toEqual([])
    await context.close()
  })

  it('moves, pins and takes out by keys alone', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await openDay(page)
    const last = (await itemsIn('Buổi trưa')).at(-1)
    if (!last) throw new Error('nothing is planned')
    await page.getByTestId('timeline-item').first().focus()
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.item)
    for (let n = 0; n < 20 && (await focused()) !== last.id; n++)
      await page.keyboard.press('ArrowDown')
    for (let n = 0; n < 3; n++) await page.keyboard.press('Alt+ArrowDown')
    await page.getByTestId('ghost').waitFor()
    expect(await page.getByTestId('move-says').innerText()).toContain('Buổi trưa')
    await takePicture(page, 'day-keys')
    await page.keyboard.press('Enter')
    await page.getByTestId('outlook').waitFor()
    for (let n = 0; n < 30; n++) {
      const here = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'))
      if (here === 'change-save') break
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await page.getByTestId('saved').waitFor()
    const moved = (await itemsIn('Buổi trưa')).find(({ id }) => id === last.id)
    expect(moved?.pinned).not.toBeNull()
    expect(span(moved as PlannedItem)[0]).toBeGreaterThan(span(last)[0])

    // A pin moves no time: nothing is asked.
    const [first] = await itemsIn('Buổi chiều')
    await onScreen(page, first?.id ?? '').focus()
    await page.keyboard.press('p')
    await page.locator(`[data-item="${first?.id}"][data-pinned]`).waitFor()
    expect((await itemsIn('Buổi chiều'))[0]?.pinned).not.toBeNull()
    await page.keyboard.press('Delete')
    await save(page)
    expect((await itemsIn('Buổi chiều')).map(({ id }) => id)).not.toContain(first?.id)
    await page.getByTestId('timeline').getByTestId('bar').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Alt + mũi tên').waitFor()
    await page.keyboard.press('Escape')
    expect(faults).toEqual([])
    await context.close()
  })

  it('puts an approved bulletin in by "Đặt vào…", copies the day, and shows what versions changed', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await openDay(page, '2024-08-14')
    await page
      .getByTestId('shelf-row')
      .filter({ hasText: 'Lịch cắt điện' })
      .getByTestId('shelf-place')
      .click()
    await page.getByTestId('place-window').waitFor()
    await page.getByTestId('place-exact').check()
    await page.getByTestId('place-time').fill('05:06:00')
    await takePicture(page, 'place')
    await page.getByTestId('place-look').click()
    await save(page)
    const placed = (await itemsIn('Buổi sáng', '2024-08-14')).find(({ pinned }) => pinned !== null)
    expect(placed && [placed.title, span(placed)[0]]).toEqual(['Lịch cắt điện xã Mỹ Hương', 360])

    await page.getByTestId('day-more').click()
    await page.getByTestId('copy-day').click()
    await page.getByTestId('copy-dialog').getByLabel('16/08/2024').check()
    await takePicture(page, 'copy')
    await page.getByTestId('copy-look').click()
    await save(page)
    const day = async (date: string) =>
      (await blocks(date)).map(({ title, items }) => [
        title,
        items.map((one) => [one.title, span(one)]),
      ])
    expect(await day('2024-08-16')).toEqual(await day('2024-08-14'))

    await page.goto(`${desk.url}/lich-phat?date=2024-08-16`)
    await page.getByTestId('day-more').click()
    await page.getByTestId('versions').click()
    await page
      .getByTestId('plan-difference')
      .locator('[data-testid^=difference-]')
      .first()
      .waitFor()
    expect(await page.getByTestId('plan-versions').innerText()).toContain('sửa tay')
    await takePicture(page, 'versions')
    expect(faults).toEqual([])
    await context.close()
  })

  it('says so when the plan changed meanwhile, and shows it anew', async () => {
    const { page, context } = await desk.open(browser, 'lan', officeSight)
    await openDay(page, '2024-08-15')
    const [first, second] = await itemsIn('Buổi trưa', '2024-08-15')
    await onScreen(page, first?.id ?? '').focus()
    await page.keyboard.press('Delete')
    await page.getByTestId('outlook').waitFor()
    const other = [{ kind: 'remove', item: second?.id }]
    const hoa = desk.centre.as('hoa')
    const { revision } = good(await hoa.post('/plan/changes/preview', { changes: other })).json()
    good(await hoa.post('/plan/changes', { changes: other, revision }))
    await page.getByTestId('change-save').click()
    await page.getByText('Lịch vừa đổi trong lúc xem').waitFor()
    await takePicture(page, 'stale')
    await save(page)
    const left = (await itemsIn('Buổi trưa', '2024-08-15')).map(({ id }) => id)
    expect(left).not.toContain(first?.id)
    await context.close()
  })

  it('lets a second person read an odd hour back before an emergency may sound', async () => {
    const lan = desk.centre.as('lan')
    const bulletin = good(
      await lan.post('/bulletins', { title: 'Bão khẩn cấp', text: 'Bão.', class: 'emergency' }),
    ).json()
    await giveTone(desk.centre, bulletin.id, 10, 880)
    good(await lan.post(`/bulletins/${bulletin.id}/versions/1/submit`))
    good(await approve(desk.centre, 'minh', bulletin.id))
    good(
      await lan.post('/quiet-confirmations', {
        ...{ station: 'district', version: bulletin.versions[0].id },
        fromAt: Date.parse('2024-08-13T03:15:00+07:00'),
        untilAt: Date.parse('2024-08-13T03:30:00+07:00'),
      }),
    )
    const { page, context, faults } = await desk.open(browser, 'minh', officeSight)
    await page.goto(`${desk.url}/lich-phat`)
    await page.getByTestId('quiet-read-back').fill('15:15')
    await page.getByTestId('quiet-confirm').click()
    await page.getByTestId('problem').getByText('15:15').waitFor()
    await takePicture(page, 'quiet-card')
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByTestId('quiet-read-back').fill('03:15')
    await page.getByTestId('quiet-confirm').click()
    await page.locator('[data-testid=quiet-asked][data-state=confirmed]').waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  it.for([
    ['vi', officeSight],
    ['en', officeSight],
    ['vi', phone],
    ['en', phone],
  ] as const)('is whole and accessible in %s on a %o', async ([language, sight]) => {
    // English goes in the dark, so that both schemes are seen.
    const scheme = language === 'en' ? 'dark' : 'light'
    const { page, context, faults } = await desk.open(browser, 'lan', sight, language, scheme)
    // The same parts in the same colours: on a phone they are looked at in Vietnamese.
    const looked = language === 'vi' || !sight.phone
    const day = `/lich-phat?date=2024-08-14`
    for (const [name, where, there] of [
      ['week', '/lich-phat', 'week-band'],
      ['group', '/lich-phat?group=all', 'group-cell'],
      ['day', day, sight.phone ? 'line-item' : 'timeline-item'],
    ] as const) {
      await page.goto(desk.url + where)
      await page.getByTestId(there).first().waitFor()
      await takePicture(page, `schedule-${name}-${sight.name}-${language}`, sight.phone)
      expect(await overhang(page), `${name} fits`).toBeLessThanOrEqual(0)
      if (looked) expect(await accessibilityFaults(page), name).toEqual([])
    }
    // On a phone everything is done by buttons.
    await page
      .getByTestId(sight.phone ? 'line-item' : 'timeline-item')
      .last()
      .click()
    await page.getByTestId('item-sheet').waitFor()
    await takePicture(page, `item-${sight.name}-${language}`)
    if (looked) expect(await accessibilityFaults(page), 'item').toEqual([])
    await page.getByTestId('later-60').click()
    await page
      .getByTestId('change-dialog')
      .locator('[data-testid=outlook], [data-testid=conflict]')
      .first()
      .waitFor()
    await takePicture(page, `change-${sight.name}-${language}`)
    expect(await overhang(page), 'the change fits').toBeLessThanOrEqual(0)
    if (looked) expect(await accessibilityFaults(page), 'change').toEqual([])
    expect(faults).toEqual([])
    await context.close()
  })
})
