import { Button, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rehearsal } from '../api/planning.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { RehearsalReading, useRehearsal } from './rehearsal.tsx'

/** The form of one kept thing: a change is played through first; it may be removed as well. */
export function KeptForm({
  changes,
  ready,
  save,
  removeSays,
  remove,
  stale,
  onDone,
  children,
}: {
  /** What is played through before it is saved; null where nothing can sound otherwise. */
  changes: Rehearsal | null
  ready: boolean
  save: () => Promise<unknown>
  removeSays: string
  /** Null for a new one. */
  remove: (() => Promise<unknown>) | null
  /** Keys of the queries that are asked anew. */
  stale: readonly string[]
  onDone: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const onSuccess = async () => {
    await Promise.all(stale.map((key) => queries.invalidateQueries({ queryKey: [key] })))
    onDone()
  }
  const saving = useMutation({ mutationFn: save, onSuccess })
  const removing = useMutation({ mutationFn: async () => remove?.(), onSuccess })
  const { seen, look, looking, error, leave } = useRehearsal()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (changes) look(changes)
    else saving.mutate()
  }
  if (seen)
    return (
      <RehearsalReading seen={seen} save={saving} onSave={() => saving.mutate()} onLeave={leave} />
    )
  return (
    <form onSubmit={submit}>
      <Stack>
        {children}
        <ProblemNote error={error ?? saving.error ?? removing.error} />
        <Button type="submit" loading={looking || saving.isPending} disabled={!ready}>
          {t(changes ? 'quiet.look' : 'save')}
        </Button>
        {remove && (
          <Button variant="default" loading={removing.isPending} onClick={() => removing.mutate()}>
            {removeSays}
          </Button>
        )}
      </Stack>
    </form>
  )
}
