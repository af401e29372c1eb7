import { z } from 'zod'

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const Hours = z
  .object({ from: LocalTime, to: LocalTime })
  // The same time twice would silence the whole day.
  .refine(({ from, to }) => from !== to, {
    message: 'quiet hours cannot end when they begin',
    params: { vi: 'giờ kết thúc phải khác giờ bắt đầu' },
  })

/** When nothing but a confirmed emergency may sound; null where the office rules otherwise. */
export const QuietHours = z.object({ quietHours: Hours.nullable() })

/** Those in force, and others that wait for a second person. */
export const QuietHoursView = QuietHours.extend({
  asked: z
    .object({
      quietHours: Hours.nullable(),
      by: z.string(),
      byName: z.string(),
      at: z.int(),
      /** What the second person types back. */
      toRead: Hours.nullable(),
      /** Whether whoever asks may be the second person. */
      mayConfirm: z.boolean(),
    })
    .nullable(),
})

/** The hours as the second person typed them. */
export const QuietHoursRead = z.object({ readBack: Hours })
