/**
 * How far a stop, or its end, has come at one station:
 *
 *   telephone   nothing there that an order could reach: somebody has to call
 *   sending     published, and the player has not said that it has it
 *   received    the player holds a manifest with it
 *   silent      the player signed that it is silent
 *   restarting  ended, and the player has not taken that in
 *   restarted   ended, and the player sounds again as planned
 */
export type StopStep = 'telephone' | 'sending' | 'received' | 'silent' | 'restarting' | 'restarted'

export type StopFacts = Readonly<{
  isEnded: boolean
  way: 'wire' | 'telephone'
  /** Its player's manifest names the stop. */
  isHeld: boolean
  /** What its player signed last of this stop; null when nothing. */
  said: 'stopped' | 'restarted' | null
}>

export function stopStep({ isEnded, way, isHeld, said }: StopFacts): StopStep {
  if (isEnded) {
    if (said === 'restarted') return 'restarted'
    // It was never told: there is nothing to take back.
    if (said === null && !isHeld) return way === 'telephone' ? 'telephone' : 'restarted'
    return way === 'telephone' ? 'telephone' : 'restarting'
  }
  if (said === 'stopped') return 'silent'
  if (isHeld) return 'received'
  return way === 'telephone' ? 'telephone' : 'sending'
}
