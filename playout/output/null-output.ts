import { ALWAYS_HEARD } from './fate.ts'
import { NO_FACTS, type Output } from './output.ts'

/** Takes everything at the pace of the timeline and lets nobody hear it. */
export function openNullOutput(name: string): Output {
  let sent = 0
  let to = 0
  return {
    name,
    kind: 'null',
    write: (pcm, position) => {
      sent += Math.max(0, position + pcm.length - Math.max(to, position))
      to = position + pcm.length
      return true
    },
    retract: () => {},
    state: () => ({ kind: 'ok' }),
    facts: () => NO_FACTS,
    sent: () => sent,
    fate: ALWAYS_HEARD,
    announce: () => {},
    close: async () => {},
  }
}
