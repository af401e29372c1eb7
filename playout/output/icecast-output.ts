import { type Clock, SAMPLE_RATE } from '../contract/time.ts'
import { startEncoder } from './encoder.ts'
import { type IcecastMount, updateTitle } from './icecast-mount.ts'
import { openIcecastSource } from './icecast-source.ts'
import { createState, type Output, type OutputWatcher } from './output.ts'

/**
 * MP3 to an Icecast server. The encoder lives as long as the player and does not know whether the
 * server does: only the connection is made anew, so that listeners are back as soon as it is.
 */
const BIT_RATE = 64_000

export function openIcecastOutput(
  name: string,
  mount: IcecastMount,
  ffmpeg: string,
  clock: Clock,
  watch: OutputWatcher,
): Output {
  const state = createState(name, watch, { kind: 'lost', reason: 'not connected yet' })
  let sent = 0
  let title = ''
  let encoderLost: string | null = null

  const source = openIcecastSource(mount, clock, (lost) => {
    show(lost)
    if (lost === null && title !== '') announce(title)
  })
  const encoder = startEncoder({
    program: ffmpeg,
    args: mp3Args,
    clock,
    onOutput: source.write,
    onState: (lost) => {
      encoderLost = lost
      if (lost !== null || state.get().kind === 'ok') show(source.lost())
      else if (source.lost() === null) show(null)
    },
  })

  // The encoder starts before the server has answered; that is no loss yet.
  function show(connectionLost: string | null): void {
    const reason = encoderLost ?? connectionLost
    state.set(reason === null ? { kind: 'ok' } : { kind: 'lost', reason })
  }

  function announce(next: string): void {
    title = next
    // Listeners hear the sound whether or not they see its title.
    updateTitle(mount, next).catch(() => {})
  }

  return {
    name,
    kind: 'icecast',
    write: (pcm) => {
      if (!encoder.write(pcm) || source.lost() !== null) return false
      sent += pcm.length
      return true
    },
    state: state.get,
    sent: () => sent,
    announce,
    close: async () => {
      await encoder.close()
      source.close()
    },
  }
}

function mp3Args(): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-v', 'error'],
    ...['-probesize', '32', '-analyzeduration', '0', '-fflags', 'nobuffer'],
    ...['-f', 's16le', '-ar', String(SAMPLE_RATE), '-ac', '1', '-i', 'pipe:0'],
    ...['-c:a', 'libmp3lame', '-b:a', String(BIT_RATE), '-reservoir', '0'],
    ...['-write_xing', '0', '-id3v2_version', '0', '-flush_packets', '1', '-f', 'mp3', 'pipe:1'],
  ]
}
