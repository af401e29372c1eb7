import { z } from 'zod'

/** A local date; a year of another calendar would be planned for in silence, and never come. */
export const date = z.iso
  .date()
  .refine((text) => /^(19|20|21)/.test(text), {
    message: 'it must be a date of the common calendar between 1900 and 2199; no end is null',
    params: { vi: 'cần ngày dương lịch từ năm 1900 đến 2199; không có ngày cuối thì ghi null' },
  })
  .describe('A local date, 2024-08-15.')

export const instant = z
  .union([z.int(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))])
  .describe('UTC milliseconds, or ISO 8601 text with an offset.')
