import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDispatch } from '../../../server/campaign/dispatch.ts'
import { showDispatch } from '../../../server/campaign/show-dispatch.ts'
import { dispatches } from './dispatches.ts'

const real = readFileSync(path.join(import.meta.dirname, '../../support/dispatch.vi.txt'), 'utf8')
const read = (text: string, today = '2024-08-12') => showDispatch(readDispatch(text, today))

describe('reading a dispatch', () => {
  it('finds all of the real one of July 2024, and says what it is not sure of', () => {
    const found = read(real, '2024-07-08')
    expect(found.sign).toMatchObject({ value: '/VHTT', sure: false, note: { code: 'number-open' } })
    expect(found.issuedOn).toMatchObject({ value: '2024-07-01', note: { code: 'day-open' } })
    expect(found.issuer?.value).toBe('Phòng Văn hóa và Thông tin huyện Mỹ Tú')
    expect(found.recipients.map(({ value }) => value)).toEqual([
      'Trung tâm Văn hóa - Thể thao - Truyền thanh huyện',
      'Các doanh nghiệp Viễn thông trên địa bàn huyện',
      'Ủy ban nhân dân các xã, thị trấn',
    ])
    expect(found.relayedBy.map(({ value }) => value)).toEqual(['UBND các xã, thị trấn'])
    expect(found.airedBy.map(({ value }) => value)).toEqual([
      'Trung tâm Văn hóa - Thể thao - Truyền thanh huyện',
    ])
    expect(found.periodFrom).toMatchObject({ value: '2024-07-08', note: { code: 'from-today' } })
    expect(found.periodTo).toMatchObject({ value: '2024-09-30', note: { code: 'whole-month' } })
    expect(found.reportDates.map(({ value, sure }) => [value, sure])).toEqual([
      ['2024-08-15', true],
      ['2024-09-15', true],
    ])
    expect(found.reportTo?.value).toBe('Phòng Văn hóa và Thông tin')
    expect(found.suggested.name).toBe('Dừng công nghệ di động 2G')
    expect(found.missing).toEqual([])
  })

  it('reads a letterhead of two columns, and takes no date of what is only cited', () => {
    const found = read(dispatches.letterhead)
    expect(found.sign).toMatchObject({ value: '118/VHTT', sure: true })
    expect(found.issuedOn?.value).toBe('2024-08-09')
    expect(found.issuer?.value).toBe('Phòng Văn hóa và Thông tin')
    expect([found.periodFrom?.value, found.periodTo?.value]).toEqual(['2024-08-15', '2024-10-15'])
    expect([found.periodFrom?.sure, found.periodTo?.sure]).toEqual([true, true])
    expect(found.reportDates.map(({ value }) => value)).toEqual(['2024-10-20'])
    expect(found.suggested).toEqual({
      name: 'Phòng, chống bệnh sốt xuất huyết',
      dispatch:
        'Công văn số 118/VHTT ngày 09/08/2024 của Phòng Văn hóa và Thông tin, V/v tuyên truyền phòng, chống bệnh sốt xuất huyết',
    })
  })

  it('reads through the spaces of a scan, and quarters', () => {
    const found = read(dispatches.scanned)
    expect(found.sign?.value).toBe('1622/STTTT-TTBCXB')
    expect(found.subject?.value).toBe('tuyên truyền Luật Căn cước')
    expect(found.relayedBy.map(({ value }) => value)).toEqual(['trạm truyền thanh cấp xã'])
    expect(found.airedBy.map(({ value }) => value)).toEqual(['đài truyền thanh cấp huyện'])
    expect(found.periodFrom).toMatchObject({ value: '2024-07-05', note: { code: 'from-issue' } })
    expect(found.periodTo).toMatchObject({ value: '2024-09-30', sure: true })
    expect(found.reportDates.map(({ value }) => value)).toEqual(['2024-08-15', '2024-09-30'])
  })

  it('gives a day without month or year those of the day that it goes with', () => {
    const days = read(dispatches.dayToDay)
    expect([days.periodFrom?.value, days.periodTo?.value]).toEqual(['2024-09-15', '2024-09-30'])
    expect(days.reportDates).toMatchObject([{ value: '2024-09-20', note: { code: 'every-month' } }])
    const bare = read(dispatches.bare)
    expect([bare.periodFrom?.value, bare.periodTo?.value]).toEqual(['2024-08-15', '2024-09-30'])
    expect(bare.reportDates.map(({ value }) => value)).toEqual(['2024-08-31', '2024-10-05'])
    const winter = read(dispatches.overNewYear)
    expect([winter.periodFrom?.value, winter.periodTo?.value]).toEqual(['2024-12-25', '2025-01-05'])
    expect(winter.issuer?.value).toBe('ỦY BAN NHÂN DÂN XÃ PHÚ MỸ')
  })

  it('names what is not there instead of making it up', () => {
    const codes = (text: string) => read(text).missing.map(({ code }) => code)
    expect(codes(dispatches.bare)).toEqual([
      ...['no-sign', 'no-date', 'no-issuer', 'no-subject', 'no-relays'],
    ])
    expect(codes(dispatches.openEnded)).toContain('period-open')
    expect(read(dispatches.openEnded).periodTo).toBeNull()
    const empty = read('')
    expect(empty.suggested).toEqual({ name: '', dispatch: '' })
    expect(empty.missing.length).toBeGreaterThan(5)
  })

  it('reads whatever day a period is given in every way of writing it', () => {
    const day = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2030-12-31'),
      noInvalidDate: true,
    })
    const ways = fc.constantFrom(
      (d: number, m: number, y: number) => `${d}/${m}/${y}`,
      (d: number, m: number, y: number) => `${d} / ${m} / ${y}`,
      (d: number, m: number, y: number) => `ngày ${d}-${m}-${y}`,
      (d: number, m: number, y: number) => `ngày ${d} tháng ${m} năm ${y}`,
      (d: number, m: number, y: number) => `${String(d).padStart(2, '0')}.${m}.${y}`,
    )
    fc.assert(
      fc.property(day, day, ways, ways, (from, to, writeFrom, writeTo) => {
        const write = (at: Date, way: typeof writeFrom) =>
          way(at.getUTCDate(), at.getUTCMonth() + 1, at.getUTCFullYear())
        const text = `Thời gian thực hiện: từ ${write(from, writeFrom)} đến hết ${write(to, writeTo)}.`
        const { periodFrom, periodTo } = read(text)
        expect(periodFrom?.value).toBe(from.toISOString().slice(0, 10))
        expect(periodTo?.value).toBe(to.toISOString().slice(0, 10))
      }),
    )
  })

  it.each([
    [
      'từ 15/7/2024 - 30/9/2024, gửi báo cáo chậm nhất 01/10/2024',
      ['2024-07-15', '2024-09-30', ['2024-10-01']],
    ],
    [
      'Thời gian: từ nay đến hết ngày 30/9/2024. Báo cáo ngày 05/10/2024.',
      ['2024-08-20?', '2024-09-30', ['2024-10-05']],
    ],
    ['từ ngày 01 đến ngày 15 tháng 9 năm 2024', ['2024-09-01', '2024-09-15', []]],
    ['Bắt đầu 1-9-2024, kết thúc 15-9-2024', ['2024-09-01', '2024-09-15', []]],
    ['từ ngày 01.9.2024 đến ngày 15.9.2024', ['2024-09-01', '2024-09-15', []]],
    ['từ 5 giờ ngày 01/9/2024 đến 17 giờ 30 phút ngày 3/9/2024', ['2024-09-01', '2024-09-03', []]],
    ['từ ngày 30/9/2024 đến ngày 15/9/2024', ['2024-09-30?', '2024-09-15?', []]],
    ['từ 01/9 đến 15/9', ['2024-09-01?', '2024-09-15?', []]],
    ['từ ngày 01 tháng 9 năm 2567 đến ngày 15/9/2567', [null, null, []]],
  ] as const)('reads "%s", and is sure only where it leaves no doubt', (words, wanted) => {
    // Below the date of issue at once, as scans have it, and as a paragraph of its own.
    for (const gap of ['\n', '\n\n']) {
      const found = read(`Số: 5/UBND\nMỹ Tú, ngày 20 tháng 8 năm 2024${gap}${words}`)
      const said = (one: { value: string; sure: boolean } | null) =>
        one && `${one.value}${one.sure ? '' : '?'}`
      expect([
        said(found.periodFrom),
        said(found.periodTo),
        found.reportDates.map(({ value }) => value),
      ]).toEqual(wanted)
    }
  })

  it('shows where each finding stands, whatever the text is', () => {
    const pieces = fc.constantFrom(
      ...Object.values(dispatches).flatMap((text) => text.split(/(?<=[\n,.])/)),
      ...['đ', 'Số: ', '99/99/9999', 'tháng 13/2024', '31/2/2024', 'quý V', '\u0000', '𝟙'],
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const { text, recipients, relayedBy, airedBy, reportDates, ...one } = read(parts.join(''))
        const single = [one.sign, one.issuer, one.subject, one.periodFrom, one.periodTo]
        for (const found of [...single, ...recipients, ...relayedBy, ...airedBy, ...reportDates])
          if (found) expect(text.slice(found.start, found.end)).toBe(found.quote)
      }),
      { numRuns: 300 },
    )
  })
})
