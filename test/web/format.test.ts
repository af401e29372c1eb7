import { describe, expect, it } from 'vitest'
import {
  dateOf,
  daysAfter,
  differenceOf,
  figureOf,
  lengthOf,
  localDateOf,
  momentOf,
  preciseTimeOf,
  sizeOf,
  timeOf,
  writtenDate,
} from '../../web/text/format.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
/** 15/08/2024 05:00:07.250 in Vietnam. */
const AT = Date.UTC(2024, 7, 14, 22, 0, 7, 250)

describe('instants as people read them', () => {
  it('are told in the station’s zone, whatever the reader’s', () => {
    expect(timeOf(AT, ZONE)).toBe('05:00:07')
    expect(dateOf(AT, ZONE)).toBe('15/08/2024')
    expect(momentOf(AT, ZONE)).toBe('15/08/2024 05:00:07')
    expect(timeOf(AT, 'UTC')).toBe('22:00:07')
  })

  it('call midnight 00:00, not 24:00', () => {
    expect(timeOf(Date.UTC(2024, 7, 14, 17), ZONE)).toBe('00:00:00')
  })

  it('show milliseconds with a comma where they matter', () => {
    expect(preciseTimeOf(AT, ZONE)).toBe('05:00:07,250')
  })

  it('belong to the local date there', () => {
    expect(localDateOf(AT, ZONE)).toBe('2024-08-15')
    expect(localDateOf(AT, 'UTC')).toBe('2024-08-14')
  })

  it.for([9e15, -9e15, Number.NaN, Number.POSITIVE_INFINITY])(
    'are dashes where %d is no instant at all, and take no page away',
    (at) => {
      expect(momentOf(at, ZONE)).toBe('––/––/–––– ––:––:––')
      expect(preciseTimeOf(at, ZONE)).toBe('––:––:––,–––')
    },
  )

  it('are told to the ends of the calendar', () => {
    expect(momentOf(8.64e15, ZONE)).toMatch(/275760/)
    expect(() => momentOf(-8.64e15, ZONE)).not.toThrow()
  })
})

describe('dates', () => {
  it('are written day first, and left alone when they are none', () => {
    expect(writtenDate('2024-08-15')).toBe('15/08/2024')
    expect(writtenDate('soon')).toBe('soon')
  })

  it('step over the ends of months and leap days', () => {
    expect(daysAfter('2024-02-28', 1)).toBe('2024-02-29')
    expect(daysAfter('2024-03-01', -1)).toBe('2024-02-29')
    expect(daysAfter('2024-12-31', 1)).toBe('2025-01-01')
    expect(daysAfter('soon', 1)).toBe('soon')
  })
})

describe('lengths and figures', () => {
  it('count minutes and hours, and nothing below zero', () => {
    expect(lengthOf(43_000)).toBe('0:43')
    expect(lengthOf(725_000)).toBe('12:05')
    expect(lengthOf(3_725_000)).toBe('1:02:05')
    expect(lengthOf(-5_000)).toBe('0:00')
  })

  it('have a decimal comma in Vietnamese and a point in English', () => {
    expect(figureOf(1234.5, 1, 'vi')).toBe('1.234,5')
    expect(figureOf(1234.5, 1, 'en')).toBe('1,234.5')
    expect(figureOf(-0.04, 1, 'vi')).toBe('0,0')
    expect(figureOf(-0.06, 1, 'vi')).toBe('−0,1')
  })

  it('of a small file are not nothing', () => {
    expect(sizeOf(0, 'vi')).toBe('0 kB')
    expect(sizeOf(12, 'vi')).toBe('1 kB')
    expect(sizeOf(640_400, 'vi')).toBe('640 kB')
    expect(sizeOf(12_400_000, 'vi')).toBe('12,4 MB')
  })

  it('say differences with their sign, finer when they are small', () => {
    expect(differenceOf(0.0208, 'vi')).toBe('+0,02')
    expect(differenceOf(-12.5, 'vi')).toBe('−12,5')
    expect(differenceOf(0, 'vi')).toBe('0,00')
    expect(differenceOf(2500, 'en')).toBe('+2,500')
  })
})
