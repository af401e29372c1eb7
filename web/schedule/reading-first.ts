import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { PlanOutlook, Rehearsal } from '../api/planning.ts'

/** Something that is wanted, on its way: looked at, read where anything sounds otherwise, then done. */
export type ReadingFirst<Wanted> = Readonly<{
  ask: (wanted: Wanted) => void
  /** What is on its way; null while nothing is. */
  asked: Wanted | null
  /** What would sound, once it is there to be read. */
  seen: PlanOutlook | null
  saving: boolean
  error: unknown
  onSave: () => void
  onLeave: () => void
}>

/**
 * The server plays a thing through and undoes it. Where everything sounds as before it is done at once;
 * else the next 24 hours are read first.
 */
export function useReadingFirst<Wanted, Saved = unknown>({
  look,
  save,
  onDone,
}: {
  look: (wanted: Wanted) => Promise<PlanOutlook>
  save: (wanted: Wanted) => Promise<Saved>
  /** With what saving answered. */
  onDone: (saved: Saved, wanted: Wanted) => unknown
}): ReadingFirst<Wanted> {
  const [read, setRead] = useState<Readonly<{ wanted: Wanted; seen: PlanOutlook }> | null>(null)
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async (saved, wanted) => {
      setRead(null)
      await onDone(saved, wanted)
    },
  })
  const looking = useMutation({
    mutationFn: look,
    onSuccess: (seen, wanted) => {
      if (seen.stations.length === 0) saving.mutate(wanted)
      else setRead({ wanted, seen })
    },
  })
  return {
    ask: (wanted) => {
      saving.reset()
      looking.mutate(wanted)
    },
    asked: looking.isPending ? looking.variables : saving.isPending ? saving.variables : null,
    seen: read?.seen ?? null,
    saving: saving.isPending,
    error: looking.error ?? saving.error,
    onSave: () => read && saving.mutate(read.wanted),
    onLeave: () => {
      saving.reset()
      setRead(null)
    },
  }
}

/** What would sound if it were set so; nothing is saved. */
export function rehearsed(wanted: Rehearsal): Promise<PlanOutlook> {
  return answer(api.POST('/api/v1/plan/rehearsals', { body: wanted }))
}
