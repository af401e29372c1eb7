import { z } from 'zod'
import { localDate } from '../../playout/contract/wire.ts'

export const CampaignView = z.object({
  id: z.string(),
  unit: z.string(),
  name: z.string(),
  dispatch: z.string(),
  periodFrom: localDate,
  periodTo: localDate,
  extendedUntil: localDate.nullable(),
  reportDates: z.array(localDate),
  bulletins: z.int(),
})

export const NewCampaign = z
  .object({
    name: z.string().trim().min(1).max(200),
    dispatch: z.string().trim().max(500).default(''),
    periodFrom: localDate,
    periodTo: localDate,
    extendedUntil: localDate.nullable().default(null),
    reportDates: z.array(localDate).max(50).default([]),
  })
  .refine((campaign) => campaign.periodFrom <= campaign.periodTo, {
    path: ['periodTo'],
    message: 'ends before it begins',
  })
