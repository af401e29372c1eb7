import { type Clock, SAMPLE_RATE } from '../contract/time.ts'
import { createFrameReader, FRAME_SAMPLES } from './adts.ts'
import { createAnswerWatch } from './answer-watch.ts'
import { startEncoder } from './encoder.ts'
import { createFate } from './fate.ts'
import { createHeldBack } from './held-back.ts'
import { type HlsSegment, openHlsFolder } from './hls-folder.ts'
import {
  createState,
  NO_FACTS,
  type Output,
  type OutputTime,
  type OutputWatcher,
} from './output.ts'

/**
 * HTTP live streaming: `index.m3u8` and AAC segments of 2 s in a folder. The encoder only encodes;
 * which frame holds which sample is counted here, so that the date of each segment is that of its
 * first sample, also after a stall, and so that what is written down as heard was there to be fetched.
 */
const SEGMENT_FRAMES = 94
/** ffmpeg's AAC encoder begins with so many samples that nobody gave it. */
const PRIMING_SAMPLES = FRAME_SAMPLES
/** In 90 kHz. */
const FRAME_TICKS = (FRAME_SAMPLES * 90_000) / SAMPLE_RATE
/** An encoder that gave nothing for so long stands still, ms. */
const STUCK_MS = 1_500

/** Samples that follow each other: where the first is on the timeline, and in the encoder. */
type Run = Readonly<{ input: number; position: number }>
type Part = { frames: Buffer[]; from: number; timestamp: number; isCut: boolean }

export async function openHlsOutput(
  name: string,
  folder: string,
  ffmpeg: string,
  time: OutputTime,
  clock: Clock,
  watch: OutputWatcher,
): Promise<Output> {
  const files = await openHlsFolder(folder, Math.floor(clock.now() / 1_000))
  const state = createState(name, watch)
  const fate = createFate()
  const owed = createAnswerWatch(clock, () => STUCK_MS)
  let sent = 0
  /** Samples given to this encoder, and the frames that it gave. */
  let input = 0
  let frames = 0
  let framesEver = 0
  let runs: readonly Run[] = []
  let part: Part | null = null
  let read = createFrameReader()
  let writing: Promise<void> = Promise.resolve()

  const encoder = startEncoder({
    program: ffmpeg,
    args: () => ENCODER_ARGS,
    clock,
    onOutput: (bytes) => {
      try {
        for (const frame of read(bytes)) take(frame)
      } catch (error) {
        encoder.fail((error as Error).message)
      }
    },
    onState: (lost) => {
      if (lost === null) return
      publish()
      // What is on its way to the disk may still arrive.
      writing = writing.then(() => fate.lose(lost))
      state.set({ kind: 'lost', reason: lost })
      input = 0
      frames = 0
      runs = []
      read = createFrameReader()
      owed.answered()
    },
  })

  const positionOf = (at: number) => {
    const run = runs.findLast((one) => one.input - PRIMING_SAMPLES <= at) ?? runs[0]
    return run ? run.position + at - run.input : 0
  }

  function take(frame: Buffer): void {
    owed.answered()
    if (state.get().kind === 'lost' && !isDiskLost) state.set({ kind: 'ok' })
    const at = frames * FRAME_SAMPLES - PRIMING_SAMPLES
    const isCut = runs.some((run) => run.input - PRIMING_SAMPLES === at)
    if (isCut || (part?.frames.length ?? 0) >= SEGMENT_FRAMES) publish()
    part ??= {
      frames: [],
      from: positionOf(at),
      timestamp: framesEver * FRAME_TICKS,
      isCut: isCut && framesEver > 0,
    }
    part.frames.push(frame)
    frames++
    framesEver++
    const reached = positionOf(at) + FRAME_SAMPLES
    fate.reach(reached)
    runs = runs.filter((_, i) => i === runs.length - 1 || (runs[i + 1] as Run).input > at)
  }

  let isDiskLost = false
  /** Shows listeners what was encoded. */
  function publish(): void {
    if (!part) return
    const { from, frames, timestamp, isCut } = part
    part = null
    const samples = frames.length * FRAME_SAMPLES
    const segment: HlsSegment = {
      ...{ frames, timestamp, isCut, seconds: samples / SAMPLE_RATE },
      startsAt: time.wallOf(from),
    }
    writing = writing
      .then(() => files.publish(segment))
      .then(
        () => {
          fate.heardTo(from + samples)
          if (isDiskLost) state.set({ kind: 'ok' })
          isDiskLost = false
        },
        (error: Error) => {
          fate.lose(error.message)
          isDiskLost = true
          state.set({ kind: 'lost', reason: error.message })
        },
      )
  }

  const held = createHeldBack(time, (pcm, position) => {
    if (!encoder.takes()) return
    const last = runs.at(-1)
    if (!last || position !== last.position + input - last.input) begin(position)
    owed.asked()
    if (!encoder.write(pcm)) return
    input += pcm.length
    sent += pcm.length
  })

  /** What follows does not go on from what came before: it stands in a segment of its own. */
  function begin(position: number): void {
    if (runs.length > 0) {
      const rest = (FRAME_SAMPLES - (input % FRAME_SAMPLES)) % FRAME_SAMPLES
      encoder.write(new Int16Array(rest + PRIMING_SAMPLES))
      input += rest + PRIMING_SAMPLES
    }
    runs = [...runs, { input, position }]
  }

  return {
    name,
    kind: 'hls',
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
    facts: () => NO_FACTS,
    sent: () => sent,
    fate,
    announce: () => {},
    close: async () => {
      held.flush()
      await encoder.close()
      publish()
      await writing
      fate.lose('the encoder did not give it')
    },
  }
}

const ENCODER_ARGS: readonly string[] = [
  ...['-hide_banner', '-nostdin', '-v', 'error'],
  // No `nobuffer`: it throws away what was read to find out what is known already, 85 ms.
  ...['-probesize', '32', '-analyzeduration', '0'],
  ...['-f', 's16le', '-ar', String(SAMPLE_RATE), '-ac', '1', '-i', 'pipe:0', '-threads', '1'],
  ...['-c:a', 'aac', '-b:a', '96k', '-flush_packets', '1', '-f', 'adts', 'pipe:1'],
]
