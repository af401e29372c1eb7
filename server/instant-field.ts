import { z } from 'zod'

const EARLIEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

/** An instant that somebody can mean, of this century: calendars and screens break far outside it. */
export const instantField = z.int().refine((at) => at >= EARLIEST && at < LATEST, {
  message: 'the date must lie between the years 2000 and 2099',
  params: { vi: 'ngày phải trong khoảng năm 2000 đến năm 2099' },
})
