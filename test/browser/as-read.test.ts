import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planComingDays } from '../../server/plan/plan-job.ts'
import {
  office as officeSight,
  openBrowser,
  overhang,
  phone,
  takePicture,
} from '../support/browser.ts'
import { type Desk, startDesk } from '../support/desk.ts'
import { addProgramme, districtWindow } from '../support/programme.ts'

const CAMPAIGN = 'tat-song-2g'

describe('what changes what sounds is saved as it was read, in a real browser', () => {
  let desk: Desk
  let browser: Browser

  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    await addProgramme(desk.centre.deps.db)
    await desk.centre.as('an').post('/windows', districtWindow('17:00:00'))
    await planComingDays(desk.centre.deps, desk.centre.clock.now())
  })
  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  it.for([
    ['vi', officeSight, '11:00:00', 3],
    ['en', phone, '13:00:00', 4],
  ] as const)(
    'is read again when others changed it, and keeps their changes, in %s',
    async ([language, sight, time, gap]) => {
      const { page, context, faults } = await desk.open(browser, 'lan', sight, language)
      await page.goto(`${desk.url}/dot-tuyen-truyen/${CAMPAIGN}/sua`)
      await page.getByTestId('draft-cap').fill(String(gap - 2))
      await page.getByTestId('campaign-save').click()
      await page.getByTestId('outlook').waitFor()
      const name = `Tên của Hoa ${gap}`
      const other = await desk.centre.as('hoa').patch(`/campaigns/${CAMPAIGN}`, { name })
      expect(other.statusCode, other.body).toBe(200)
      const made = await desk.centre.as('an').post('/windows', districtWindow(time))
      expect(made.statusCode, made.body).toBe(201)
      await page.getByTestId('change-save').click()
      await page.locator('.outlook-stale[role="alert"]').waitFor()
      await page.getByTestId('others-changed').waitFor()
      await takePicture(page, `as-read-stale-${sight.name}-${language}`)
      expect(await overhang(page)).toBeLessThanOrEqual(0)
      const sent: string[] = []
      page.on('request', (request) => {
        if (request.method() === 'PATCH') sent.push(request.postData() ?? '')
      })
      // Both clicks of a double click come before the screen has drawn the first.
      await page.getByTestId('change-save').dblclick()
      await page.getByTestId('screen-campaign').waitFor()
      expect(sent).toEqual([JSON.stringify({ cap: gap - 2 })])
      const now = (await desk.centre.as('lan').get(`/campaigns/${CAMPAIGN}`)).json()
      expect(now).toMatchObject({ name, cap: gap - 2 })
      expect(faults.filter((fault) => !fault.includes('412'))).toEqual([])
      await context.close()
    },
  )

  it.for([
    ['vi', phone],
    ['en', phone],
    ['vi', officeSight],
    ['en', officeSight],
  ] as const)(
    'shows any week, forecasts and days that are none whole, in %s on a %o',
    async ([language, sight]) => {
      const { page, context, faults } = await desk.open(browser, 'lan', sight, language)
      for (const [name, where] of [
        ['week-later', '/lich-phat?week=2024-08-26'],
        ['day-forecast', '/lich-phat?date=2024-08-26&as=time'],
        ['day-before', '/lich-phat?date=2023-08-26'],
      ] as const) {
        await page.goto(desk.url + where)
        await page.locator('.forecast-note, [data-testid="empty"]').first().waitFor()
        await takePicture(page, `${name}-${sight.name}-${language}`)
        expect(await overhang(page), name).toBeLessThanOrEqual(0)
      }
      for (const where of [
        '/lich-phat?date=abc',
        '/lich-phat?week=2024-99-99',
        '/tiep-am?date=abc',
      ])
        await page.goto(desk.url + where)
      expect(faults).toEqual([])
      await context.close()
    },
  )
})
