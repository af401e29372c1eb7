import { resolve } from 'node:path'
import type { Clock } from '../contract/time.ts'
import { openAlsaOutput } from './alsa-output.ts'
import { openFifoOutput } from './fifo-output.ts'
import { openFileOutput } from './file-output.ts'
import { openHlsOutput } from './hls-output.ts'
import { icecastEncoder } from './icecast-encoder.ts'
import { parseIcecastUrl } from './icecast-mount.ts'
import { openIcecastOutput } from './icecast-output.ts'
import { openNullOutput } from './null-output.ts'
import type { Output, OutputTime, OutputWatcher } from './output.ts'
import type { OutputWish } from './output-wish.ts'
import type { PulseServer } from './pulse-link.ts'
import { openPulseOutput } from './pulse-output.ts'

/** Programs and servers that outputs use. */
export type OutputTools = Readonly<{
  ffmpeg(): Promise<string>
  aplay: string
  arecord: string
  pulse: PulseServer
  /** Folders in which further programs are looked for, as in PATH. */
  path: string
}>

/** @throws Error when two outputs have the same name, or one cannot be opened at all */
export async function openOutputs(
  wishes: readonly OutputWish[],
  tools: OutputTools,
  time: OutputTime,
  clock: Clock,
  watch: OutputWatcher,
): Promise<readonly Output[]> {
  const names = new Set(wishes.map((wish) => wish.name))
  if (names.size < wishes.length) throw new Error('two outputs have the same name')
  const openIcecast = async (name: string, target: string) => {
    const mount = parseIcecastUrl(target)
    const encoder = await icecastEncoder(mount.format, tools.ffmpeg, tools.path)
    return openIcecastOutput(name, mount, encoder, time, clock, watch)
  }
  return Promise.all(
    wishes.map(async ({ kind, name, target }) => {
      switch (kind) {
        case 'alsa':
          return openAlsaOutput(name, target, tools.aplay, time, clock, watch)
        case 'pulse':
          return openPulseOutput(name, target || null, tools.pulse, time, clock, watch)
        case 'file':
          return openFileOutput(name, resolve(target), time, watch)
        case 'fifo':
          return openFifoOutput(name, resolve(target), time, clock, watch)
        case 'hls':
          return openHlsOutput(name, resolve(target), await tools.ffmpeg(), time, clock, watch)
        case 'icecast':
          return openIcecast(name, target)
        case 'null':
          return openNullOutput(name)
      }
    }),
  )
}
