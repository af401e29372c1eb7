import type { Output } from './output.ts'

/** Takes everything at the pace of the timeline and lets nobody hear it. */
export function openNullOutput(name: string): Output {
  let sent = 0
  return {
    name,
    kind: 'null',
    write: (pcm) => {
      sent += pcm.length
      return true
    },
    state: () => ({ kind: 'ok' }),
    sent: () => sent,
    announce: () => {},
    close: async () => {},
  }
}
