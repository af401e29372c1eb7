import { connect, type Socket } from 'node:net'
import type { Clock } from '../contract/time.ts'
import type { IcecastMount } from './icecast-mount.ts'

/**
 * Whether an Icecast server still does anything: asked over a connection of its own, for the first
 * byte of any answer. What it was given before it was asked is with it when it answers.
 */
export type IcecastPulse = Readonly<{
  begin(): void
  end(): void
}>

export type IcecastPulseParts = Readonly<{
  /** Place up to which it was given sound. */
  place(): number
  /** It answered, and so has everything up to a place. */
  isThere(place: number): void
  /** It does not answer. */
  isStill(): void
}>

const EVERY_MS = 700
/** An answer takes no longer, ms, or so many times what it usually takes, on a slow line. */
const LEAST_LIMIT_MS = 1_200
const MOST_LIMIT_MS = 5_000
const TIMES_USUAL = 8
/** The usual time follows each answer by this share. */
const SHARE = 0.2
/** Whoever wakes up so much later than it wanted did not listen either, ms. */
const OWN_STALL_MS = 300

export function createIcecastPulse(
  mount: IcecastMount,
  clock: Clock,
  parts: IcecastPulseParts,
): IcecastPulse {
  let usualMs = 0
  let asked: Socket | null = null
  let cancel = () => {}

  function ask(): void {
    const at = clock.monotonic()
    const place = parts.place()
    const asking = connect({ host: mount.host, port: mount.port })
    asked = asking
    let isOver = false
    const over = (then: () => void) => {
      if (isOver || asked !== asking) return
      isOver = true
      cancel()
      asking.destroy()
      then()
    }
    asking.once('connect', () =>
      asking.write(`OPTIONS ${mount.path} HTTP/1.0\r\nUser-Agent: tiep-am\r\n\r\n`),
    )
    asking.once('data', () =>
      over(() => {
        const took = clock.monotonic() - at
        usualMs += (took - usualMs) * SHARE
        parts.isThere(place)
        cancel = clock.after(EVERY_MS, ask)
      }),
    )
    // A server that has gone is noticed by the connection that carries the sound.
    for (const event of ['error', 'close'] as const)
      asking.once(event, () =>
        over(() => {
          cancel = clock.after(EVERY_MS, ask)
        }),
      )
    const limit = Math.min(MOST_LIMIT_MS, Math.max(LEAST_LIMIT_MS, TIMES_USUAL * usualMs))
    cancel = clock.after(limit, () =>
      over(() => {
        const isOwnStall = clock.monotonic() - at > limit + OWN_STALL_MS
        if (isOwnStall) ask()
        else parts.isStill()
      }),
    )
  }

  const end = () => {
    cancel()
    asked?.destroy()
    asked = null
  }
  return {
    begin: () => {
      end()
      ask()
    },
    end,
  }
}
