import type { Clock } from '../contract/time.ts'
import { startEncoder } from './encoder.ts'
import { createHeldBack } from './held-back.ts'
import type { EncoderCommand } from './icecast-encoder.ts'
import { type IcecastMount, updateTitle } from './icecast-mount.ts'
import { openIcecastSource } from './icecast-source.ts'
import { createOggChain } from './ogg-chain.ts'
import { createState, type Output, type OutputTime, type OutputWatcher } from './output.ts'

/**
 * MP3 or Ogg Opus to an Icecast server. The encoder lives as long as the player and does not know
 * whether the server does: only the connection is made anew, so that listeners are back as soon as
 * it is. MP3 has its titles beside the sound, Opus within it.
 */
export function openIcecastOutput(
  name: string,
  mount: IcecastMount,
  command: EncoderCommand,
  time: OutputTime,
  clock: Clock,
  watch: OutputWatcher,
): Output {
  const state = createState(name, watch, { kind: 'lost', reason: 'not connected yet' })
  let sent = 0
  let breaks = 0
  let title = ''
  let encoderLost: string | null = null

  const source = openIcecastSource(mount, clock, (lost) => {
    show(lost)
    if (lost === null) announce(title)
    else breaks++
  })
  const chain = mount.format === 'opus' ? createOggChain(source.write) : null
  const encoder = startEncoder({
    program: command.program,
    args: () => command.args,
    clock,
    onOutput: chain ? chain.take : source.write,
    onState: (lost) => {
      encoderLost = lost
      if (lost !== null || state.get().kind === 'ok') show(source.lost())
      else if (source.lost() === null) show(null)
    },
  })
  const held = createHeldBack(time, (pcm) => {
    if (encoder.write(pcm) && source.lost() === null) sent += pcm.length
  })

  // The encoder starts before the server has answered; that is no loss yet.
  function show(connectionLost: string | null): void {
    const reason = encoderLost ?? connectionLost
    state.set(reason === null ? { kind: 'ok' } : { kind: 'lost', reason })
  }

  function announce(next: string): void {
    title = next
    if (chain) chain.begin(next)
    // Listeners hear the sound whether or not they see its title.
    else if (next !== '') updateTitle(mount, next).catch(() => {})
  }

  return {
    name,
    kind: 'icecast',
    write: (pcm, position) => {
      held.push(pcm, position)
      return state.get().kind === 'ok'
    },
    retract: held.retract,
    state: state.get,
    facts: () => ({ lateMicros: null, driftPpm: null, breaks }),
    sent: () => sent,
    announce,
    close: async () => {
      held.flush()
      await encoder.close()
      source.close()
    },
  }
}
