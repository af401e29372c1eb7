import type { Office } from '../api/shapes.ts'

type QuietHours = NonNullable<Office['quietHours']>

/**
 * Two local times as typed, `21:00` and `05:00`, into what is sent; null when one is no time, or when
 * both are the same, which would silence the whole day.
 */
export function readQuietHours(from: string, to: string): QuietHours | null {
  const [first, second] = [from.trim(), to.trim()]
  const times = [first, second].every((time) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time))
  return times && first !== second ? { from: first, to: second } : null
}
