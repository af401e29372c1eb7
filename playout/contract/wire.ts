import { z } from 'zod'
import { type Outcome, ok, refuse } from './outcome.ts'

/** Shapes that every document of the contract shares. Integers only: see canonical.ts. */

/** UTC milliseconds; up to the year 2255, so that sums stay exact. */
export const instant = z.int().min(0).max(9_000_000_000_000)
/** A count of samples at 48 kHz; 2^40 is 265 days. */
export const samples = z
  .int()
  .min(0)
  .max(2 ** 40)
/** Gains and levels in 0.01 dB. */
export const millibels = z.int().min(-20_000).max(20_000)
export const digest = z.string().regex(/^[0-9a-f]{64}$/)
export const name = z.string().min(1).max(200)
export const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** `HH:MM` of a day. */
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** JSON text from outside into a checked value; the refusal names the first thing that is wrong. */
export function parseText<Shape extends z.ZodType>(
  shape: Shape,
  text: string,
): Outcome<z.output<Shape>, 'malformed'> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return refuse('malformed', { where: '', problem: (error as SyntaxError).message })
  }
  const parsed = shape.safeParse(value)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  return refuse('malformed', {
    where: issue?.path.join('.') ?? '',
    problem: issue?.message ?? 'unknown',
  })
}
