import { z } from 'zod'

const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const Limits = z.object({
  volumeHours: z
    .array(
      z.object({
        from: LocalTime,
        /** Excluded; at or before the beginning it is on the next day. */
        to: LocalTime,
        /** In 0.01 dB against the usual volume. */
        millibels: z.int().min(-3_000).max(0),
      }),
    )
    .max(24),
  /** The longest that one of its windows may be; null for no limit. */
  longestSessionMs: z
    .int()
    .min(60_000)
    .max(24 * 3_600_000)
    .nullable(),
})
