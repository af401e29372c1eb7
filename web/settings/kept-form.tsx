import { Button, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rehearsal } from '../api/planning.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { RehearsalReading, useRehearsal } from './rehearsal.tsx'

/** The form of one kept thing: a change, and its end, are played through first. */
export function KeptForm<Body>({
  changes,
  record,
  ready,
  save,
  removeSays,
  removes,
  remove,
  stale,
  onDone,
  children,
}: {
  /** What is played through before it is saved; null for a new one, of which nothing speaks yet. */
  changes: ((body: Body) => Rehearsal) | null
  /** What is filled in; as it was when the form was opened, and as it stands now. */
  record: Readonly<{ mine: Body; base: Body; find: () => Promise<Body> }>
  ready: boolean
  /** @param revision of what was read; none for a new one */
  save: (body: Body, revision: string) => Promise<unknown>
  removeSays: string
  /** What is played through before it is removed; null for a new one. */
  removes: Rehearsal | null
  /** Null for a new one. */
  remove: ((revision: string) => Promise<unknown>) | null
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
  const adding = useMutation({ mutationFn: () => save(record.mine, ''), onSuccess })
  const saving = useRehearsal<Body>({
    rehearse: (body) => {
      if (!changes) throw new Error('nothing speaks of a new one')
      return changes(body)
    },
    ...{ save, onDone: onSuccess, record },
  })
  const removing = useRehearsal<Rehearsal>({
    rehearse: (wanted) => wanted,
    save: async (_, revision) => remove?.(revision),
    onDone: onSuccess,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (changes) saving.ask(record.mine)
    else if (!adding.isPending) adding.mutate()
  }
  if (saving.seen) return <RehearsalReading reading={saving} />
  if (removing.seen) return <RehearsalReading reading={removing} />
  return (
    <form onSubmit={submit}>
      <Stack>
        {children}
        <ProblemNote error={adding.error ?? saving.error ?? removing.error} />
        <Button type="submit" loading={saving.asked !== null || adding.isPending} disabled={!ready}>
          {t(changes ? 'quiet.look' : 'save')}
        </Button>
        {remove && removes && (
          <Button
            variant="default"
            loading={removing.asked !== null}
            onClick={() => removing.ask(removes)}
          >
            {removeSays}
          </Button>
        )}
      </Stack>
    </form>
  )
}
