import { Button, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rehearsal } from '../api/planning.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { RehearsalReading, useRehearsal } from './rehearsal.tsx'

/** The form of one kept thing: a change, and its end, are played through first. */
export function KeptForm({
  changes,
  ready,
  save,
  removeSays,
  removes,
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
  /** What is played through before it is removed; null for a new one. */
  removes: Rehearsal | null
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
  const [ending, setEnding] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setEnding(false)
    if (changes) look(changes)
    else saving.mutate()
  }
  const deciding = ending ? removing : saving
  if (seen)
    return (
      <RehearsalReading
        seen={seen}
        save={deciding}
        onSave={() => deciding.mutate()}
        onLeave={leave}
      />
    )
  return (
    <form onSubmit={submit}>
      <Stack>
        {children}
        <ProblemNote error={error ?? saving.error ?? removing.error} />
        <Button type="submit" loading={(looking && !ending) || saving.isPending} disabled={!ready}>
          {t(changes ? 'quiet.look' : 'save')}
        </Button>
        {remove && removes && (
          <Button
            variant="default"
            loading={looking && ending}
            onClick={() => {
              setEnding(true)
              look(removes)
            }}
          >
            {removeSays}
          </Button>
        )}
      </Stack>
    </form>
  )
}
