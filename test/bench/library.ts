import { office as officeSight, openBrowser } from '../support/browser.ts'
import type { Centre } from '../support/centre.ts'
import { startDesk } from '../support/desk.ts'

/**
 * The library of 2,000 bulletins (a Vietnamese version of some 1,000 letters each, every fifth with
 * a Khmer variant and a waveform of 2,000 pairs): what the server needs for its first page and for a
 * search, and what somebody at a browser waits for. Each against the limit that a user would feel.
 */
const BULLETINS = 2_000
const ROUNDS = 9

const desk = await startDesk()
await furnish(desk.centre)
const lan = desk.centre.as('lan')

await measure('first page, from the server', 200, () => lan.get('/bulletins?limit=50'))
await measure('search without accents, from the server', 300, () =>
  lan.get('/bulletins?limit=50&q=dien thoai 1234'),
)
await measure('one state of one campaign, from the server', 200, () =>
  lan.get('/bulletins?limit=50&state=submitted&language=km'),
)
const { rawPayload } = await lan.get('/bulletins?limit=50')
console.log(`a page is ${(rawPayload.length / 1_000).toFixed(0)} kB before compression`)

const browser = await openBrowser()
const { page } = await desk.open(browser, 'lan', officeSight)
const row = page.getByTestId('bulletin-row')
await measure('open the page and see the first rows', 2_500, async () => {
  await page.goto(`${desk.url}/ban-tin`)
  await row.first().waitFor()
})
await measure('type a search and see what it finds', 1_000, async () => {
  await page.locator('[data-search]').fill('')
  await page.getByText('Bản tin số 1999').waitFor()
  await page.locator('[data-search]').fill('ban tin so 1234')
  await page.getByText('Bản tin số 1234').waitFor()
})
await page.locator('[data-search]').fill('')
await row.nth(49).waitFor()
for (let shown = 50; shown < 500; shown += 50) {
  await page.getByTestId('more').click()
  await row.nth(shown + 49).waitFor()
}
await measure('with 500 rows shown, go down one by key', 100, async () => {
  await page.keyboard.press('j')
  await page.locator('[data-row-link]:focus').waitFor()
})
await browser.close()
await desk.stop()

async function measure(what: string, limitMs: number, work: () => Promise<unknown>): Promise<void> {
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now()
    await work()
    took.push(performance.now() - began)
  }
  const [median = 0, worst = 0] = [took.sort((a, b) => a - b)[ROUNDS >> 1], took.at(-1)]
  console.log(
    `${what.padEnd(46)} ${median.toFixed(0).padStart(6)} ms (worst ${worst.toFixed(0)})   ${(median / limitMs).toFixed(2)} of the limit (${limitMs} ms)`,
  )
}

async function furnish({ deps: { db }, clock }: Centre): Promise<void> {
  const now = clock.now()
  const words =
    'Bà con đang dùng máy điện thoại chỉ hỗ trợ 2G xin đến cửa hàng gần nhất để đổi máy. '
  const peaks = JSON.stringify(
    Array.from({ length: 4_000 }, (_, n) => (n % 2 ? n % 90 : -(n % 90))),
  )
  for (let first = 0; first < BULLETINS; first += 100) {
    const numbers = Array.from({ length: 100 }, (_, n) => first + n)
    await db
      .insertInto('asset')
      .values(
        numbers.map((n) => ({
          ...{ id: `asset-${n}`, samples: 2_880_000, loudness: -1600, true_peak: -150, peaks },
          ...{ original_digest: `file-${n}`, original_name: `${n}.mp3`, source: '{}' },
          ...{ created_by: 'lan', created_at: now },
        })),
      )
      .execute()
    await db
      .insertInto('bulletin')
      .values(
        numbers.map((n) => ({
          ...{ id: `bulletin-${n}`, unit_id: 'my-tu', title: `Bản tin số ${n}` },
          ...{ campaign_id: null, created_by: 'lan', created_at: now + n },
        })),
      )
      .execute()
    const version = (n: number, number: number, language: 'vi' | 'km') => ({
      ...{ id: `bulletin-${n}/${number}`, bulletin_id: `bulletin-${n}`, number, language },
      ...{ text: `Số ${n}. ${words.repeat(12)}`, asset_id: `asset-${n}`, awaiting: null },
      ...{ state: n % 7 === 0 ? ('submitted' as const) : ('draft' as const), author_id: 'lan' },
      ...{ editors: '["lan"]', created_at: now, submitted_at: null, approved_by: null },
      ...{ approved_at: null, returned_note: null, valid_from: now, valid_to: null },
      ...{ class: 'ordinary' as const, content_type: 'news' as const, speech: null },
      ...{ translates: number === 1 ? null : `bulletin-${n}/1`, recalled_at: null },
      ...{ reviewed_by: null, reviewed_at: null, superseded_at: null },
    })
    await db
      .insertInto('bulletin_version')
      .values(
        numbers.flatMap((n) => [
          version(n, 1, 'vi'),
          ...(n % 5 === 0 ? [version(n, 2, 'km')] : []),
        ]),
      )
      .execute()
  }
}
