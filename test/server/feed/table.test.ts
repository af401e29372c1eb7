import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeTable } from '../../../server/feed/table.ts'
import { aFeed, anItem, aWindow } from './a-feed.ts'

/** RFC 4180, as a spreadsheet reads it. */
function cellsOf(text: string, separator = ','): string[][] {
  const rows: string[][] = [[]]
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n|$)`,
    'y',
  )
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text)
    if (!found) throw new Error(`no cell at ${cell.lastIndex}`)
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

describe('the table of a station', () => {
  it('has a line per item and per part of another source, after a mark by which Excel knows UTF-8', () => {
    const text = writeTable(aFeed(), 'vi')
    expect(text.startsWith('\ufeffNgày,Khung giờ,Bắt đầu,')).toBe(true)
    expect(cellsOf(text.slice(1)).slice(1)).toEqual(
      [
        ...[['12/08/2024', 'Sáng', '05:00:00', '05:10:00', 'VOV', '', 'tiếp sóng', '600']],
        ...[['12/08/2024', 'Sáng', '05:10:00', '05:10:43', 'Đài huyện']],
      ].map((start, row) => [
        ...start,
        ...(row === 0
          ? ['', '', '', '']
          : ['Dừng phục vụ máy 2G Only', 'thông báo', '43,25', 'vi', 'thông thường', '', '']),
      ]),
    )
  })

  it('has semicolons between cells where a comma parts whole numbers from the rest', () => {
    const feed = aFeed({ windows: [aWindow({ items: [anItem({ title: 'Tin; bài, chuyện' })] })] })
    const [commas, semicolons] = [writeTable(feed, 'vi'), writeTable(feed, 'vi', 'semicolon')]
    expect(semicolons).toContain(';"Tin; bài, chuyện";thông báo;43,25;vi;')
    expect(cellsOf(semicolons.slice(1), ';')).toEqual(cellsOf(commas.slice(1)))
  })

  it('says of which days it is only a forecast', () => {
    const dates = [{ date: '2024-08-12', names: [], forecast: true }]
    expect(cellsOf(writeTable(aFeed({ dates }), 'vi'))[1]?.[1]).toBe('Sáng (dự kiến)')
  })

  it.each(['=1+1', '+84', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1'])(
    'lets no spreadsheet run %j',
    (title) => {
      const text = writeTable(aFeed({ windows: [aWindow({ items: [anItem({ title })] })] }), 'en')
      expect(cellsOf(text.slice(1)).flat()).toContain(`'${title}`)
    },
  )

  it('gives back whatever a title holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (title) => {
        const text = writeTable(
          aFeed({ windows: [aWindow({ parts: [], items: [anItem({ title })] })] }),
          'vi',
        )
        const given = cellsOf(text.slice(1))[1]?.[5] ?? ''
        expect(given.replace(/^'/, '')).toBe(title.replaceAll('\0', '').replace(/^'/, ''))
      }),
    )
  })
})
