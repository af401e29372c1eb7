/** How a file's way through the wire stands; null when there is nothing to send any more. */
export type Line = 'queued' | 'sending' | 'paused' | 'lost' | 'half' | null

/** A file's name to look at: without the control and direction marks that show it as another's. */
export function plainName(name: string): string {
  return (
    name
      .normalize('NFC')
      .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
      .trim() || '?'
  )
}

/** So many bytes had been received at an instant. */
export type Heard = Readonly<{ at: number; bytes: number }>

/** Speed is that of the last so many milliseconds: a line's own, not that of five minutes ago. */
const SPEED_OVER_MS = 8_000

/** Adds what was heard and forgets what is old, but for one that still tells the speed. */
export function heardMore(heard: readonly Heard[], now: Heard): readonly Heard[] {
  const recent = heard.filter(({ at }) => now.at - at <= SPEED_OVER_MS)
  return [...(recent.length > 0 ? recent : heard.slice(-1)), now]
}

/** Bytes in a second; null while it cannot be told. */
export function speedOf(heard: readonly Heard[]): number | null {
  const [first] = heard
  const last = heard.at(-1)
  if (!first || !last || last.at - first.at < 500 || last.bytes <= first.bytes) return null
  return ((last.bytes - first.bytes) * 1000) / (last.at - first.at)
}

/** Milliseconds until all is sent; null while it cannot be told. */
export function timeLeft(bytes: number, heard: readonly Heard[]): number | null {
  const speed = speedOf(heard)
  return speed === null ? null : ((bytes - (heard.at(-1)?.bytes ?? 0)) * 1000) / speed
}

/** How long to wait before the line is tried again, the nth time in a row. */
export function retryAfter(failures: number): number {
  return Math.min(15_000, 1_000 * 2 ** Math.max(0, failures - 1))
}

/** Percent of the bytes; whole, and 100 only when all are there. */
export function percentSent(sent: number, bytes: number): number {
  return bytes === 0 ? 100 : Math.floor((sent / bytes) * 100)
}
