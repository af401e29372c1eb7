import { type FileHandle, open } from 'node:fs/promises'
import { writeDurably } from '../../media/store/durable.ts'
import { WAV_HEADER_BYTES, wavHeader } from '../../media/wav-header.ts'
import { SAMPLE_RATE } from '../contract/time.ts'
import { createFate } from './fate.ts'
import {
  createState,
  NO_FACTS,
  type Output,
  type OutputTime,
  type OutputWatcher,
} from './output.ts'
import { setAside } from './set-aside.ts'

/**
 * A WAV file of everything that went out, and `<file>.json` that says at which wall instant its
 * first sample was heard. A sample's index in the file is its position less the first position, so
 * a stall is silence of the right length; after a step of the wall clock the sidecar has a further
 * anchor.
 */
/** Waiting for the disk, in samples: 10 s. Beyond this, sound is dropped. */
const MAX_WAITING = 10 * SAMPLE_RATE
/** The header is put right after this many samples, so that a torn file still opens: 1 s. */
const HEADER_EVERY = SAMPLE_RATE
/** Anchors closer to each other than this, ms, differ by rounding only. */
const SAME_MS = 1

export async function openFileOutput(
  name: string,
  path: string,
  time: OutputTime,
  watch: OutputWatcher,
): Promise<Output> {
  await setAside(path)
  const file = await open(path, 'w')
  await file.write(wavHeader(SAMPLE_RATE, 0), 0, WAV_HEADER_BYTES, 0)
  const state = createState(name, watch)
  const fate = createFate()
  const anchors: { sample: number; at: number }[] = []
  let first: number | null = null
  let queue: Readonly<{ pcm: Int16Array; index: number; to: number }>[] = []
  let waiting = 0
  let written = 0
  let headed = 0
  let sent = 0
  let to = 0
  let working: Promise<void> | null = null
  let noting: Promise<void> | null = null

  async function work(): Promise<void> {
    try {
      for (let next = queue.shift(); next; next = queue.shift()) {
        waiting -= next.pcm.length
        await writeAll(file, bytesOf(next.pcm), WAV_HEADER_BYTES + next.index * 2)
        fate.heardTo(next.to)
        written = Math.max(written, next.index + next.pcm.length)
        if (written - headed >= HEADER_EVERY) await putHeader()
      }
      state.set({ kind: 'ok' })
    } catch (error) {
      // A full disk and the like: drop what waits and try again with what comes.
      queue = []
      waiting = 0
      fate.lose((error as Error).message)
      state.set({ kind: 'lost', reason: (error as Error).message })
    }
    working = null
  }

  async function putHeader(): Promise<void> {
    await writeAll(file, wavHeader(SAMPLE_RATE, written), 0)
    headed = written
  }

  /** Notes where on the wall clock the file now stands, when a clock was set. */
  function anchor(index: number, position: number): void {
    const at = Math.round(time.wallOf(position) * 1000 - (index * 1_000_000) / SAMPLE_RATE) / 1000
    const known = anchors.at(-1)
    if (known && Math.abs(known.at - at) <= SAME_MS) return
    anchors.push({ sample: index, at })
    noting ??= noteAnchors()
  }

  /** One write at a time, so that the newest is what stays. */
  async function noteAnchors(): Promise<void> {
    try {
      for (let noted = 0; noted < anchors.length; ) {
        noted = anchors.length
        const sidecar = { sampleRate: SAMPLE_RATE, firstSampleAtMs: anchors[0]?.at, anchors }
        await writeDurably(`${path}.json`, [Buffer.from(`${JSON.stringify(sidecar)}\n`)])
      }
    } catch (error) {
      state.set({ kind: 'lost', reason: (error as Error).message })
    }
    noting = null
  }

  return {
    name,
    kind: 'file',
    write: (pcm, position) => {
      first ??= position
      const index = position - first
      anchor(index, position)
      if (waiting + pcm.length > MAX_WAITING) {
        state.set({ kind: 'lost', reason: 'the disk does not keep up' })
        return false
      }
      to = position + pcm.length
      fate.took(position, to)
      queue.push({ pcm, index, to })
      waiting += pcm.length
      sent += pcm.length
      working ??= work()
      return state.get().kind === 'ok'
    },
    // What comes is written over what was there: each sample has its place in the file.
    retract: (position) => {
      sent -= Math.max(0, to - position)
      to = Math.min(to, position)
      fate.retract(position)
    },
    state: state.get,
    facts: () => NO_FACTS,
    sent: () => sent,
    fate,
    announce: () => {},
    close: async () => {
      await working
      await noting
      // A disk that takes no header leaves the last one, which is right up to there.
      await putHeader().catch((error) => state.set({ kind: 'lost', reason: error.message }))
      await file.close()
    },
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}

export function bytesOf(pcm: Int16Array): Uint8Array {
  return new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)
}
