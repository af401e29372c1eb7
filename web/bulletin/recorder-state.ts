import { useCallback, useEffect, useRef, useState } from 'react'
import { useDeps } from '../deps.ts'
import { type Keeper, type KeptRecording, openKeeper } from '../part/kept-recording.ts'
import {
  type Microphone,
  type MicrophoneRefusal,
  NoMicrophone,
  openMicrophone,
  type Recording,
  suffixOf,
} from '../part/microphone.ts'

/**
 *   off --open--> ready --record--> counting --3, 2, 1--> recording <--> paused
 *    |              ^                                        |            |
 *    +--refused     +------------- again ---- done <---------+---stop-----+
 */
export type RecorderState =
  | Readonly<{ kind: 'off' | 'opening' | 'ready' }>
  | Readonly<{ kind: 'refused'; reason: MicrophoneRefusal; detail: string }>
  | Readonly<{ kind: 'counting'; left: number }>
  | Readonly<{ kind: 'recording' | 'paused'; ms: number }>
  | Readonly<{ kind: 'done'; ms: number; recording: KeptRecording }>

export type Recorder = Readonly<{
  state: RecorderState
  microphone: Microphone | null
  /** Recordings that were never sent, of earlier visits. */
  kept: readonly KeptRecording[]
  open(device: string | null): Promise<void>
  record(): void
  pause(): void
  resume(): void
  stop(): Promise<void>
  forget(recording: number): Promise<void>
  /** Closes what is open, for another recording. */
  again(): void
}>

const COUNT_IN = 3

/** One microphone, one recording at a time; every second of it is on this machine's disk. */
export function useRecorder(nameOf: (startedAt: number) => string): Recorder {
  const { clock } = useDeps()
  const [state, setState] = useState<RecorderState>({ kind: 'off' })
  const [kept, setKept] = useState<readonly KeptRecording[]>([])
  const [microphone, setMicrophone] = useState<Microphone | null>(null)
  const keeper = useRef<Promise<Keeper> | null>(null)
  const current = useRef<{ recording: Recording; id: number; saved: Promise<unknown> } | null>(null)
  const spent = useRef({ ms: 0, since: 0 })
  const cancelTick = useRef(() => {})

  const keep = useCallback(() => {
    keeper.current ??= openKeeper('tiep-am.recordings')
    return keeper.current
  }, [])
  const refresh = useCallback(
    async () =>
      setKept(
        await keep().then(
          (one) => one.list(),
          () => [],
        ),
      ),
    [keep],
  )
  useEffect(() => void refresh(), [refresh])
  useEffect(() => () => microphone?.close(), [microphone])
  useEffect(() => () => cancelTick.current(), [])

  const fail = (error: unknown) => {
    const reason = error instanceof NoMicrophone ? error.reason : 'failed'
    setState({ kind: 'refused', reason, detail: error instanceof Error ? error.message : '' })
  }

  const msNow = () => spent.current.ms + (clock.monotonic() - spent.current.since)
  const tick = () => {
    setState((now) => (now.kind === 'recording' ? { ...now, ms: msNow() } : now))
    cancelTick.current = clock.after(200, tick)
  }

  async function begin(open: Microphone): Promise<void> {
    const store = await keep()
    const startedAt = clock.now()
    let id = 0
    let saved: Promise<unknown> = Promise.resolve()
    const recording = open.record((part) => {
      saved = saved.then(() => store.add(id, part))
      if (current.current) current.current.saved = saved
    })
    id = await store.begin(
      startedAt,
      recording.type,
      `${nameOf(startedAt)}${suffixOf(recording.type)}`,
      null,
    )
    current.current = { recording, id, saved }
    spent.current = { ms: 0, since: clock.monotonic() }
    setState({ kind: 'recording', ms: 0 })
    tick()
  }

  function count(left: number, open: Microphone): void {
    if (left === 0) return void begin(open).catch(fail)
    setState({ kind: 'counting', left })
    cancelTick.current = clock.after(1_000, () => count(left - 1, open))
  }

  return {
    state,
    microphone,
    kept: kept.filter(({ id }) => id !== current.current?.id),
    open: async (device) => {
      setState({ kind: 'opening' })
      try {
        setMicrophone(await openMicrophone(device))
        setState({ kind: 'ready' })
      } catch (error) {
        fail(error)
      }
    },
    record: () => {
      if (microphone) count(COUNT_IN, microphone)
    },
    pause: () => {
      current.current?.recording.pause()
      spent.current = { ms: msNow(), since: clock.monotonic() }
      cancelTick.current()
      setState({ kind: 'paused', ms: spent.current.ms })
    },
    resume: () => {
      current.current?.recording.resume()
      spent.current = { ...spent.current, since: clock.monotonic() }
      setState({ kind: 'recording', ms: spent.current.ms })
      tick()
    },
    stop: async () => {
      const one = current.current
      if (!one) return
      const ms = state.kind === 'paused' ? state.ms : msNow()
      cancelTick.current()
      await one.recording.stop()
      await one.saved
      const recording = await (await keep()).get(one.id)
      if (recording) setState({ kind: 'done', ms, recording })
      else fail(new Error('empty'))
    },
    forget: async (recording) => {
      await (await keep()).forget(recording)
      await refresh()
    },
    again: () => {
      current.current = null
      setState({ kind: microphone ? 'ready' : 'off' })
      void refresh()
    },
  }
}
