import { describe, expect, it } from 'vitest'
import type { Feed } from '../../web/api/feeds.ts'
import { paperLines, weekRows } from '../../web/data/paper-week.ts'
import { timeOf } from '../../web/text/format.ts'
import { aFeed, anItem, aWindow } from '../server/feed/a-feed.ts'

const zone = 'Asia/Ho_Chi_Minh'
const at = (time: string, date = '2024-08-12') => Date.parse(`${date}T${time}+07:00`)

/** As it comes over the wire. */
function sent<Shape>(given: unknown): Shape {
  return JSON.parse(JSON.stringify(given)) as Shape
}

function window(name: string, date: string, time: string): Feed['windows'][number] {
  return sent(
    aWindow({
      id: `${name}@${date}`,
      window: name,
      title: name,
      date,
      startsAt: at(time, date),
    }),
  )
}

describe('the week on paper', () => {
  it('has windows as rows by their time of day, and dates as columns', () => {
    const feed = sent<Feed>(
      aFeed({
        days: 3,
        dates: ['2024-08-12', '2024-08-13', '2024-08-14'].map((date) => ({
          ...{ date, names: [], forecast: false },
        })),
        windows: [
          window('chiều', '2024-08-12', '17:00:00'),
          window('sáng', '2024-08-13', '05:00:00'),
          window('chiều', '2024-08-14', '17:30:00'),
        ],
      }),
    )
    const rows = weekRows(feed).map(({ title, cells }) => [
      title,
      ...cells.map((cell) => cell && timeOf(cell.startsAt, zone)),
    ])
    expect(rows).toEqual([
      ['sáng', null, '05:00:00', null],
      ['chiều', '17:00:00', null, '17:30:00'],
    ])
  })

  it('tells what sounds in a window one after the other, whatever its source', () => {
    const lines = paperLines(
      sent(
        aWindow({
          parts: [
            { source: 'vov', name: null, startsAt: at('05:10:00'), endsAt: at('05:20:00') },
            {
              source: 'province',
              name: 'Sóc Trăng',
              startsAt: at('05:00:00'),
              endsAt: at('05:05:00'),
            },
          ],
          items: [anItem({ startsAt: at('05:05:43') })],
        }),
      ),
    )
    expect(lines.map(({ kind, startsAt }) => [kind, timeOf(startsAt, zone)])).toEqual([
      ['part', '05:00:00'],
      ['item', '05:05:43'],
      ['part', '05:10:00'],
    ])
  })
})
