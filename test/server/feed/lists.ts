import fc from 'fast-check'
import { listLine } from '../../../server/feed/playlist-file.ts'

/** Any title that a line can hold: commas, quotes, signs, Khmer and Vietnamese letters. */
const title = fc.string({ unit: 'grapheme', maxLength: 60 }).map(listLine)

const urn = fc.stringMatching(/^urn:[a-z]{2,8}:[\w./-]{1,30}$/)

/** Lists as this program writes them: every sound has one address. */
export const anyList = fc.record({
  title: fc.option(
    title.filter((text) => text !== ''),
    { nil: null },
  ),
  sounds: fc.array(
    fc.record({
      title,
      durationMs: fc.option(fc.integer({ min: 0, max: 86_400_000 }), { nil: null }),
      locations: fc.webUrl({ withQueryParameters: true }).map((url) => [new URL(url).href]),
      identifiers: fc.array(urn, { maxLength: 3 }),
      startsAt: fc.option(fc.integer({ min: 0, max: Date.parse('2099-12-31T00:00:00Z') }), {
        nil: null,
      }),
    }),
    { minLength: 1, maxLength: 20 },
  ),
})
