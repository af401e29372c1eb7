import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../contract/time.ts'
import { startEncoder } from './encoder.ts'
import { createHeldBack } from './held-back.ts'
import {
  createState,
  NO_FACTS,
  type Output,
  type OutputTime,
  type OutputWatcher,
} from './output.ts'

/**
 * HTTP live streaming: `index.m3u8` and AAC segments of 2 s in a folder, written by one encoder that
 * lives as long as the player. Playlist and segments appear under their names only when whole.
 */
export async function openHlsOutput(
  name: string,
  folder: string,
  ffmpeg: string,
  time: OutputTime,
  clock: Clock,
  watch: OutputWatcher,
): Promise<Output> {
  await mkdir(folder, { recursive: true })
  await removeStale(folder)
  const state = createState(name, watch)
  let sent = 0
  const encoder = startEncoder({
    program: ffmpeg,
    args: (again) => hlsArgs(folder, again),
    clock,
    onState: (lost) => state.set(lost === null ? { kind: 'ok' } : { kind: 'lost', reason: lost }),
  })
  let taken = true
  const held = createHeldBack(time, (pcm) => {
    taken = encoder.write(pcm)
    if (!taken) return
    sent += pcm.length
    state.set({ kind: 'ok' })
  })
  return {
    name,
    kind: 'hls',
    write: (pcm, position) => {
      held.push(pcm, position)
      return taken
    },
    retract: held.retract,
    state: state.get,
    facts: () => NO_FACTS,
    sent: () => sent,
    announce: () => {},
    close: async () => {
      held.flush()
      await encoder.close()
    },
  }
}

/** A former run's playlist would make listeners hear yesterday. */
async function removeStale(folder: string): Promise<void> {
  for (const file of await readdir(folder))
    if (/^(index\.m3u8|air-\d+\.ts)(\.tmp)?$/.test(file)) await rm(join(folder, file))
}

function hlsArgs(folder: string, again: boolean): string[] {
  // Segment numbers go on after a restart of player (clock) and encoder (append), since listeners
  // take a smaller number for the past.
  const flags = ['delete_segments', 'program_date_time', 'temp_file', 'omit_endlist']
  if (again) flags.push('append_list', 'discont_start')
  return [
    ...['-hide_banner', '-nostdin', '-v', 'error'],
    ...['-probesize', '32', '-analyzeduration', '0', '-fflags', 'nobuffer'],
    ...['-f', 's16le', '-ar', '48000', '-ac', '1', '-i', 'pipe:0'],
    ...['-c:a', 'aac', '-b:a', '96k', '-f', 'hls', '-hls_time', '2', '-hls_list_size', '6'],
    ...['-hls_flags', flags.join('+'), '-hls_start_number_source', 'epoch'],
    ...['-hls_segment_filename', join(folder, 'air-%d.ts'), join(folder, 'index.m3u8')],
  ]
}
