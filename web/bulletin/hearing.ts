import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { answer, api } from '../api/client.ts'
import { type Heard, isWhole, jumpedTo, nothingHeard, playedTo } from '../data/heard.ts'
import { useDeps } from '../deps.ts'
import type { Moment } from '../part/sound-player.tsx'

/** Exactly what is listened to: a version as it was when it was shown. */
export type Hearable = Readonly<{
  bulletin: string
  number: number
  seal: string
  lengthMs: number
}>

export type Hearing = Readonly<{
  heard: Heard
  /** The server was told that the end was reached, and agreed. */
  done: boolean
  ending: boolean
  error: unknown
  hear(moment: Moment): void
  /** Tells the server of the end once more, after a fault. */
  again(): void
}>

/**
 * Follows one listening from its start to its end and tells the server of both; the server counts
 * by its own clock whether there was time for it.
 */
export function useHearing(
  { bulletin, number, seal, lengthMs }: Hearable,
  onWhole: () => void = () => undefined,
): Hearing {
  const { clock } = useDeps()
  const queries = useQueryClient()
  const [heard, setHeard] = useState(() => nothingHeard(lengthMs))
  const begun = useRef<Promise<Readonly<{ id: string; at: number }>> | null>(null)
  const path = { bulletin, number }

  const begin = () => {
    begun.current ??= answer(
      api.POST('/api/v1/bulletins/{bulletin}/versions/{number}/listening', {
        params: { path },
        body: { seal },
      }),
    ).then(({ id }) => ({ id, at: clock.now() }))
    return begun.current
  }
  const end = useMutation({
    mutationFn: async () => {
      const { id, at } = await begin()
      // What the server began to count a moment after the sound began ends a moment after it, too.
      await new Promise<void>((resolve) => {
        clock.after(Math.max(0, at + lengthMs + 100 - clock.now()), resolve)
      })
      return answer(
        api.POST('/api/v1/bulletins/{bulletin}/versions/{number}/listening/{listening}/end', {
          params: { path: { ...path, listening: id } },
        }),
      )
    },
    onError: () => {
      begun.current = null
    },
    onSuccess: () => {
      onWhole()
      void queries.invalidateQueries({ queryKey: ['bulletin', bulletin] })
      void queries.invalidateQueries({ queryKey: ['bulletins'] })
    },
  })
  const finish = () => {
    if (!end.isPending && !end.isSuccess) end.mutate()
  }
  const hear = ({ kind, atMs }: Moment) => {
    if (kind === 'play') begin().catch(() => undefined)
    const next = kind === 'jump' || kind === 'play' ? jumpedTo(heard, atMs) : playedTo(heard, atMs)
    setHeard(next)
    if (isWhole(next) && (kind === 'end' || kind === 'time')) finish()
  }
  return {
    ...{ heard, done: end.isSuccess, ending: end.isPending, error: end.error },
    ...{ hear, again: () => end.mutate() },
  }
}
