/**
 * Tells a player that stands still from one that goes on. Whoever runs it hears a beat every second
 * in which sound was rendered, and looks as often; a look that came late itself counts once only, so
 * that a machine which was held up as a whole kills nothing.
 */
export type Heartbeat = Readonly<{
  beat(): void
  /** Called every second; true when it has stood still for too long. Before its first beat it never has. */
  look(): boolean
}>

/** How often a player beats and whoever runs it looks, ms. */
export const BEAT_EVERY_MS = 1_000
/** Looks without a beat after which a player counts as stuck. */
const MOST_LOOKS = 5

/** What a player that is started in place of a stuck one finds in TIEP_AM_RESTARTED. */
export const STUCK_REASON = `watchdog: the player before it stood still for ${(MOST_LOOKS * BEAT_EVERY_MS) / 1_000} s`

export function createHeartbeat(): Heartbeat {
  let looks = 0
  let isBeating = false
  return {
    beat: () => {
      looks = 0
      isBeating = true
    },
    look: () => isBeating && ++looks > MOST_LOOKS,
  }
}
