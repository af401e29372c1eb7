import type { Browser, CDPSession, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
import { addApproved, addCampaign, districtWindow } from '../support/programme.ts'
import {
  onScreen,
  type PlannedBlock,
  type PlannedItem,
  save,
  titleOf,
} from '../support/schedule-hands.ts'
import { good } from '../support/toned-bulletin.ts'

const DAY = '2024-08-14'
type Point = readonly [x: number, y: number]

describe('the day to scale, in a real browser', () => {
  let desk: Desk
  let browser: Browser

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    const { db } = desk.centre.deps
    await addCampaign(db)
    for (const [title, seconds] of [
      ['Đổi máy 2G', 30],
      ['Nhắc nhanh', 6],
      ['Điểm đổi máy', 36],
    ] as const)
      await addApproved(db, title, seconds)
    for (const startsAt of ['05:00:00', '17:00:00']) {
      const segments = [
        { source: 'vov', lengthMs: 900_000, campaignShareMs: null },
        { source: 'district', lengthMs: 600_000, campaignShareMs: 600_000 },
      ]
      good(await desk.centre.as('an').post('/windows', districtWindow(startsAt, { segments })))
    }
    await planAndPublish(desk.centre.deps, desk.centre.clock.now())
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  async function itemsOn(date: string): Promise<readonly PlannedItem[]> {
    const reply = await desk.centre.as('lan').get(`/plan?station=district&date=${date}`)
    return (good(reply).json().blocks as PlannedBlock[]).flatMap(({ items }) => items)
  }

  const heightOf = (page: Page) =>
    page.locator('.timeline-sheet').evaluate((sheet) => (sheet as HTMLElement).offsetHeight)

  /** Fingers on the screen, through the browser's own way of telling gestures apart. */
  async function touch(hand: CDPSession, type: string, fingers: readonly Point[]): Promise<void> {
    await hand.send('Input.dispatchTouchEvent', {
      type: type as 'touchStart',
      touchPoints: fingers.map(([x, y], id) => ({ x, y, id })),
    })
  }

  async function middleOf(element: Locator): Promise<Point> {
    await element.evaluate((one) => one.scrollIntoView({ block: 'center' }))
    const box = await element.boundingBox()
    if (!box) throw new Error('nothing to touch')
    return [box.x + box.width / 2, box.y + box.height / 2]
  }

  it('is pinched nearer and an item dragged by its grip, with fingers on a phone', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', phone)
    await page.goto(`${desk.url}/lich-phat?date=${DAY}`)
    await page.getByTestId('line-item').first().waitFor()
    await page.getByRole('link', { name: 'Ngày', exact: true }).click()
    await page.getByTestId('small-run').first().waitFor()
    expect(await overhang(page)).toBeLessThanOrEqual(0)
    expect(await accessibilityFaults(page)).toEqual([])
    await takePicture(page, 'timeline-phone')
    const hand = await context.newCDPSession(page)
    const before = await heightOf(page)
    const [x, y] = await middleOf(page.getByTestId('timeline'))
    await touch(hand, 'touchStart', [[x, y - 20]])
    for (const apart of [20, 40, 70, 100, 130])
      await touch(hand, apart === 20 ? 'touchStart' : 'touchMove', [
        [x, y - apart],
        [x, y + apart],
      ])
    await touch(hand, 'touchEnd', [])
    await expect.poll(() => heightOf(page)).toBeGreaterThan(before * 3)
    // The timeline came nearer, not the whole page.
    expect(await page.evaluate(() => window.visualViewport?.scale)).toBe(1)

    await page.getByTestId('small-run').first().getByRole('button').click()
    const grip = page.getByTestId('grip').first()
    const from = await middleOf(grip)
    await touch(hand, 'touchStart', [from])
    for (const way of [20, 60, 110]) await touch(hand, 'touchMove', [[from[0], from[1] + way]])
    await page.getByTestId('ghost').waitFor()
    await takePicture(page, 'timeline-phone-drag')
    await touch(hand, 'touchEnd', [])
    await page.getByTestId('change-dialog').waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  it('names small items together, and comes near enough to read each, down to half seconds', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/lich-phat?date=${DAY}`)
    await page.getByRole('button', { name: 'Cả ngày' }).click()
    const run = page.getByTestId('small-run').first()
    await run.getByText('mục').waitFor()
    expect(await page.locator('[data-testid=timeline-item][data-room=none]').count()).toBe(
      await page.getByTestId('timeline-item').count(),
    )
    await run.getByRole('button').click()
    await expect
      .poll(() => page.locator('[data-testid=timeline-item][data-room=none]').count())
      .toBe(0)
    for (let n = 0; n < 12; n++) await page.getByTestId('zoom-in').click()
    await page.getByTestId('zoom-step').getByText('0,5 giây').waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  it('gives an item that is dropped on another day to that day', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/lich-phat?date=${DAY}`)
    await page.getByTestId('small-run').first().getByRole('button').click()
    const [moved] = await itemsOn(DAY)
    const there = (await itemsOn('2024-08-16')).length
    const from = await middleOf(onScreen(page, moved?.id ?? ''))
    const [x, y] = await middleOf(page.locator('[data-drop-day="2024-08-16"]'))
    await page.mouse.move(...from)
    await page.mouse.down()
    await page.mouse.move(from[0], from[1] - 30, { steps: 3 })
    await page.mouse.move(x, y, { steps: 5 })
    await page.locator('[data-drop-day="2024-08-16"][data-target]').waitFor()
    await page.mouse.up()
    await save(page)
    expect((await itemsOn('2024-08-16')).length).toBeGreaterThanOrEqual(there)
    expect((await itemsOn(DAY)).map(({ id }) => id)).not.toContain(moved?.id)
    expect(faults).toEqual([])
    await context.close()
  })

  it('opens what a menu names by one press of a key however long, and gives the focus back', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    let choosers = 0
    page.on('filechooser', () => choosers++)
    await page.goto(`${desk.url}/lich-phat?date=${DAY}`)
    await page.getByTestId('timeline-item').first().waitFor()
    for (const [name, shown] of [
      ['copy-day', 'copy-dialog'],
      ['import-day', 'import-list'],
    ] as const) {
      await page.getByTestId('day-more').press('Enter')
      await page.getByTestId(name).focus()
      // A key that is held down comes again and again.
      for (let n = 0; n < 5; n++) await page.keyboard.down('Enter')
      await page.getByRole('dialog').locator(':focus').waitFor()
      for (let n = 0; n < 5; n++) await page.keyboard.down('Enter')
      await page.keyboard.up('Enter')
      expect(await page.getByTestId(shown).count(), name).toBe(1)
      await page.keyboard.press('Escape')
      await page.locator('[data-testid=day-more]:focus').waitFor()
    }
    expect(choosers).toBe(0)
    const item = page.getByTestId('timeline-item').first()
    await item.press('Enter')
    await page.getByTestId('item-sheet').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[data-testid=timeline-item]:focus').waitFor()
    expect(faults).toEqual([])
    await context.close()
  })

  it('copies a week onto another', async () => {
    const { page, context, faults } = await desk.open(browser, 'lan', officeSight)
    await page.goto(`${desk.url}/lich-phat?week=2024-08-12`)
    await page.getByTestId('week-more').click()
    await page.getByTestId('copy-week').click()
    await page.getByTestId('copy-target').first().check()
    await page.getByTestId('copy-look').click()
    await save(page)
    const copied = (await itemsOn('2024-08-20')).filter(({ pinned }) => pinned !== null)
    const titles = (await itemsOn('2024-08-13')).map(titleOf)
    expect(titles).not.toEqual([])
    expect(copied.map(titleOf)).toEqual(titles)
    expect(faults).toEqual([])
    await context.close()
  })
})
