import type { Clock } from '../contract/time.ts'
import { createAnswerWatch } from './answer-watch.ts'
import { startEncoder } from './encoder.ts'
import { createFate } from './fate.ts'
import { createHeldBack } from './held-back.ts'
import type { EncoderCommand } from './icecast-encoder.ts'
import { type IcecastMount, updateTitle } from './icecast-mount.ts'
import { openIcecastSource } from './icecast-source.ts'
import { createOggChain } from './ogg-chain.ts'
import { createState, type Output, type OutputTime, type OutputWatcher } from './output.ts'

/** An encoder that gave nothing for so long stands still, ms. */
const STUCK_MS = 1_500

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

  const fate = createFate()
  const owed = createAnswerWatch(clock, () => STUCK_MS)
  /** Place up to which the encoder was given sound, and gave it back encoded. */
  let givenTo = 0
  let encodedTo = 0

  const source = openIcecastSource(mount, clock, {
    changed: (lost) => {
      if (lost !== null) fate.lose(lost)
      show(lost)
      if (lost === null) announce(title)
      else breaks++
    },
    place: () => encodedTo,
    heardTo: fate.heardTo,
  })
  const give = (bytes: Buffer) => {
    owed.answered()
    encodedTo = givenTo
    if (source.lost() === null) fate.reach(encodedTo)
    if (chain) chain.take(bytes)
    else source.write(bytes)
  }
  const chain = mount.format === 'opus' ? createOggChain(source.write) : null
  const encoder = startEncoder({
    program: command.program,
    args: () => command.args,
    clock,
    onOutput: give,
    onState: (lost) => {
      encoderLost = lost
      owed.answered()
      if (lost !== null) fate.lose(lost)
      if (lost !== null || state.get().kind === 'ok') show(source.lost())
      else if (source.lost() === null) show(null)
    },
  })
  const held = createHeldBack(time, (pcm, position) => {
    owed.asked()
    if (!encoder.write(pcm)) return
    givenTo = position + pcm.length
    if (source.lost() === null) sent += pcm.length
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
      const isTaken = state.get().kind === 'ok'
      if (isTaken) fate.took(position, position + pcm.length)
      held.push(pcm, position)
      if (owed.isStuck()) encoder.fail('the encoder gives nothing')
      return isTaken
    },
    retract: (position) => {
      fate.retract(position)
      held.retract(position)
    },
    state: state.get,
    facts: () => ({ lateMicros: null, driftPpm: null, breaks }),
    sent: () => sent,
    fate,
    announce,
    close: async () => {
      held.flush()
      await encoder.close()
      // The server answered a moment ago, and gets the rest with the end of the connection.
      if (source.lost() === null) fate.heardTo(givenTo)
      fate.lose('the player ended')
      source.close()
    },
  }
}
