import type { Clock } from '../../playout/contract/time.ts'
import { AnotherFile, type Half, openWire, type Wire } from '../api/upload.ts'
import { type Heard, heardMore, type Line, retryAfter } from '../data/parcel.ts'

/** A file of this page that is being sent, or waits for its line. */
export type Sending = Readonly<{
  key: number
  file: File
  purpose: string | null
  line: Line
  /** Its upload on the server, once that knows of it. */
  id: string | null
  sent: number
  heard: readonly Heard[]
  error: unknown
}>

/** Sends files, two at a time, and comes back to each when its line was lost. */
export type Sender = Readonly<{
  list(): readonly Sending[]
  /** @param into the half upload that the file goes on with */
  add(file: File, purpose: string | null, into?: Half): void
  pause(key: number): void
  resume(key: number): void
  /** Stops and forgets it. */
  drop(key: number): void
  subscribe(hear: () => void): () => void
}>

/** More would leave no connections for the rest of the page. */
const AT_ONCE = 2
/** A line that moves nothing for so long is taken for lost. */
const STALLED_MS = 20_000

type SenderDeps = Readonly<{ clock: Clock; onDone: () => void }>

export function makeSender({ clock, onDone }: SenderDeps): Sender {
  let all: readonly Sending[] = []
  let keys = 0
  const wires = new Map<number, Wire>()
  const failures = new Map<number, number>()
  const timers = new Map<number, () => void>()
  const listeners = new Set<() => void>()

  function change(key: number, news: Partial<Sending>): void {
    all = all.map((one) => (one.key === key ? { ...one, ...news } : one))
    for (const hear of listeners) hear()
  }

  const find = (key: number) => all.find((one) => one.key === key)

  function setTimer(key: number, ms: number, ring: () => void): void {
    timers.get(key)?.()
    timers.set(key, clock.after(ms, ring))
  }

  function stop(key: number): void {
    timers.get(key)?.()
    wires.get(key)?.stop()
  }

  function lost(key: number): void {
    if (find(key)?.line !== 'sending') return
    stop(key)
    const count = (failures.get(key) ?? 0) + 1
    failures.set(key, count)
    change(key, { line: 'lost', heard: [] })
    setTimer(key, retryAfter(count), () => again(key))
    next()
  }

  function again(key: number): void {
    if (find(key)?.line !== 'lost') return
    timers.get(key)?.()
    change(key, { line: 'queued' })
    next()
  }

  /** Starts whoever is next while there is room, in the order in which they were chosen. */
  function next(): void {
    const room = AT_ONCE - all.filter(({ line }) => line === 'sending').length
    for (const { key } of all.filter(({ line }) => line === 'queued').slice(0, room)) {
      const wire = wires.get(key)
      if (!wire) return
      change(key, { line: 'sending', error: null })
      setTimer(key, STALLED_MS, () => lost(key))
      wire.start()
    }
  }

  async function open({ key, file }: Sending, into: Half | null): Promise<void> {
    try {
      const wire = await openWire(file, into, {
        known: (id) => change(key, { id }),
        bytes: (sent) => {
          const one = find(key)
          if (one?.line !== 'sending') return
          if (sent > one.sent) failures.delete(key)
          setTimer(key, STALLED_MS, () => lost(key))
          change(key, { sent, heard: heardMore(one.heard, { at: clock.monotonic(), bytes: sent }) })
        },
        done: () => {
          timers.get(key)?.()
          change(key, { line: null, sent: file.size })
          onDone()
          next()
        },
        lost: () => lost(key),
        refused: (error) => {
          timers.get(key)?.()
          change(key, { line: null, error })
          onDone()
          next()
        },
      })
      if (!find(key)) return
      wires.set(key, wire)
      next()
    } catch (error) {
      if (!(error instanceof AnotherFile)) throw error
      change(key, { line: 'half', error })
    }
  }

  if (typeof window !== 'undefined') {
    const each = (line: Line, go: (key: number) => void) => () => {
      for (const one of all) if (one.line === line) go(one.key)
    }
    window.addEventListener('online', each('lost', again))
    window.addEventListener('offline', each('sending', lost))
  }

  return {
    list: () => all,
    add: (file, purpose, into) => {
      keys += 1
      const fresh: Sending = {
        ...{ key: keys, file, purpose, line: 'queued', id: into?.id ?? null },
        ...{ sent: 0, heard: [], error: null },
      }
      all = [...all, fresh]
      for (const hear of listeners) hear()
      void open(fresh, into ?? null)
    },
    pause: (key) => {
      stop(key)
      change(key, { line: 'paused', heard: [] })
      next()
    },
    resume: (key) => {
      failures.delete(key)
      change(key, { line: 'queued', error: null })
      next()
    },
    drop: (key) => {
      stop(key)
      all = all.filter((one) => one.key !== key)
      for (const hear of listeners) hear()
      next()
    },
    subscribe: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
  }
}
