import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'
import { plainLine, visibleLine } from '../plain-text.ts'

export const CampaignView = z.object({
  id: z.string(),
  unit: z.string(),
  name: z.string(),
  dispatch: z.string(),
  periodFrom: calendarDate,
  periodTo: calendarDate,
  extendedUntil: calendarDate.nullable(),
  reportDates: z.array(calendarDate),
  bulletins: z.int(),
})

export const NewCampaign = z
  .object({
    name: visibleLine(200),
    dispatch: plainLine(500).default(''),
    periodFrom: calendarDate,
    periodTo: calendarDate,
    extendedUntil: calendarDate.nullable().default(null),
    reportDates: z.array(calendarDate).max(50).default([]),
  })
  .refine((campaign) => campaign.periodFrom <= campaign.periodTo, {
    path: ['periodTo'],
    message: 'ends before it begins',
  })
