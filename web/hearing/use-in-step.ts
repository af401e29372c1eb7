import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Find } from '../api/shapes.ts'
import { originalAt } from '../data/in-step.ts'

export type Which = 'recording' | 'original' | 'both'

export type InStep = Readonly<{
  recording: RefObject<HTMLAudioElement | null>
  original: RefObject<HTMLAudioElement | null>
  /** Where the recording stands, ms. */
  atMs: number
  playing: boolean
  failed: boolean
  toggle(): void
  play(): void
  seek(ms: number): void
}>

/** More than this apart, and one hears it. */
const APART_MS = 90

/** Two sounds that go on together: the recording leads, the original follows where it lies in it. */
export function useInStep(find: Find | null, which: Which): InStep {
  const recording = useRef<HTMLAudioElement>(null)
  const original = useRef<HTMLAudioElement>(null)
  const [atMs, setAt] = useState(0)
  const [playing, setPlaying] = useState(false)
  const [failed, setFailed] = useState(false)

  const follow = useCallback(() => {
    const lead = recording.current
    const other = original.current
    if (!lead) return
    setAt(lead.currentTime * 1000)
    setPlaying(!lead.paused)
    lead.muted = which === 'original'
    if (!other || !find) return
    const wanted = originalAt(find, lead.currentTime * 1000)
    if (wanted === null || lead.paused || which === 'recording') {
      other.pause()
      return
    }
    other.playbackRate = find.speedPpm / 1_000_000
    if (Math.abs(other.currentTime * 1000 - wanted) > APART_MS) other.currentTime = wanted / 1000
    if (other.paused) void other.play().catch(() => undefined)
  }, [find, which])

  useEffect(() => {
    follow()
    if (!playing) return
    let frame = 0
    const next = () => {
      follow()
      frame = requestAnimationFrame(next)
    }
    frame = requestAnimationFrame(next)
    return () => cancelAnimationFrame(frame)
  }, [follow, playing])

  const latest = useRef(follow)
  latest.current = follow
  const seek = useCallback((ms: number) => {
    if (recording.current) recording.current.currentTime = ms / 1000
    setAt(ms)
    latest.current()
  }, [])
  const play = useCallback(() => {
    setFailed(false)
    recording.current
      ?.play()
      .then(() => setPlaying(true))
      .catch(() => setFailed(true))
  }, [])
  const toggle = () => {
    const lead = recording.current
    if (lead?.paused !== false) return play()
    lead.pause()
    original.current?.pause()
    setPlaying(false)
  }
  return { recording, original, atMs, playing, failed, toggle, play, seek }
}
