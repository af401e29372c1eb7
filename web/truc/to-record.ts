import type { DutyDay, DutyWindow } from '../api/shapes.ts'

export type ExpectedSound = DutyWindow['expected'][number]

/** What to record next: a bulletin, with those that follow too closely for a recording of their own. */
export type Target = Readonly<{
  window: string
  first: ExpectedSound
  /** Of the first and what is recorded with it. */
  count: number
  fromAt: number
  untilAt: number
}>

/** Nobody holds a phone up for something an hour away. */
const AHEAD_MS = 60 * 60_000

/** @param now the server's clock */
export function targetAt(day: DutyDay, now: number): Target | null {
  const sounds = day.windows
    .flatMap(({ window, expected }) => expected.map((sound) => ({ window, sound })))
    .sort((a, b) => a.sound.at - b.sound.at)
  const index = sounds.findIndex(({ sound }) => sound.at + sound.lengthMs > now)
  const found = sounds[index]
  if (!found || found.sound.record.fromAt - now > AHEAD_MS) return null
  let { untilAt } = found.sound.record
  let count = 1
  for (const { window, sound } of sounds.slice(index + 1)) {
    if (window !== found.window || sound.record.fromAt > untilAt) break
    untilAt = sound.record.untilAt
    count += 1
  }
  const { window, sound: first } = found
  return { window, first, count, fromAt: first.record.fromAt, untilAt }
}

/** How a phone's clock stands: checked against the server's within the hour, or earlier. */
export function clockOf(askedAt: number, now: number): 'checked' | 'unchecked' {
  return Math.abs(now - askedAt) <= 60 * 60_000 ? 'checked' : 'unchecked'
}
