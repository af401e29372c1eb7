import type { Locator, Page } from 'playwright-core'

/** As `GET /plan` answers it. */
export type PlannedItem = Readonly<{
  id: string
  title: string
  kind: string
  offsetSamples: number
  lengthSamples: number
  pinned: string | null
}>
export type PlannedBlock = Readonly<{
  id: string
  title: string
  startsAt: number
  items: readonly PlannedItem[]
}>

export const titleOf = ({ title }: PlannedItem) => title
/** Seconds of the window at which an item begins and ends. */
export const span = ({ offsetSamples, lengthSamples }: PlannedItem) =>
  [offsetSamples / 48_000, (offsetSamples + lengthSamples) / 48_000] as const

export const onScreen = (page: Page, id: string) => page.locator(`[data-item="${id}"]`)

/** Drags an item so that its start comes to lie within another, at a share of its length. */
export async function drag(page: Page, from: Locator, onto: Locator, share: number): Promise<void> {
  const [grip, target] = await Promise.all([from.boundingBox(), onto.boundingBox()])
  if (!grip || !target) throw new Error('nothing to drag')
  await page.mouse.move(grip.x + 120, grip.y + 3)
  await page.mouse.down()
  await page.mouse.move(grip.x + 130, grip.y + 40, { steps: 3 })
  await page.mouse.move(target.x + 120, target.y + 3 + target.height * share, { steps: 5 })
  await page.getByTestId('ghost').waitFor()
}

/** Reads the next 24 hours and writes. */
export async function save(page: Page): Promise<void> {
  await page.getByTestId('outlook').waitFor()
  await page.getByTestId('change-save').click()
  await page.getByTestId('change-dialog').waitFor({ state: 'detached' })
  await page.getByTestId('saved').waitFor()
}

export async function undo(page: Page): Promise<void> {
  await page.getByTestId('undo').click()
  await page.getByTestId('outlook').waitFor()
  await page.getByTestId('change-save').click()
  await page.getByTestId('saved').getByText('Đã hoàn tác').waitFor()
}
