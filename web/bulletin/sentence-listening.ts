import { useCallback, useEffect, useRef, useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { SpeechSettings } from '../api/shapes.ts'

/** One sentence at a time, fetched and played; asked again, it stops. */
export type SentenceListening = Readonly<{
  /** Which sentence sounds, or is on its way. */
  current: number | null
  error: unknown
  toggle(index: number, text: string, how: Omit<SpeechSettings, 'pauses'>): void
}>

export function useSentenceListening(): SentenceListening {
  const [current, setCurrent] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const stop = useRef<(() => void) | null>(null)

  useEffect(() => () => stop.current?.(), [])

  const toggle = useCallback<SentenceListening['toggle']>(
    (index, text, { voice, speed, readings }) => {
      const wasThis = current === index
      stop.current?.()
      if (wasThis) return
      const cancel = new AbortController()
      const sound = new Audio()
      const end = () => {
        cancel.abort()
        sound.pause()
        if (sound.src) URL.revokeObjectURL(sound.src)
        stop.current = null
        setCurrent(null)
      }
      stop.current = end
      setError(null)
      setCurrent(index)
      const call = api.POST('/api/v1/speech/sentence', {
        body: { text, voice, speed, readings },
        parseAs: 'blob',
        signal: cancel.signal,
      })
      answer<unknown>(call)
        .then(async (wav) => {
          if (cancel.signal.aborted) return
          sound.src = URL.createObjectURL(wav as Blob)
          sound.onended = end
          await sound.play()
        })
        .catch((fault: unknown) => {
          if (cancel.signal.aborted) return
          end()
          setError(fault)
        })
    },
    [current],
  )
  return { current, error, toggle }
}
