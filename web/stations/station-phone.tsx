import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Station } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { dialled } from '../data/recall.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'

/** Where somebody at the station answers: shown to all, kept right by who is responsible for it. */
export function StationPhone({ station }: { station: Station }) {
  const { t } = useTranslation()
  const { session } = useSigned()
  const queries = useQueryClient()
  const [typed, setTyped] = useState<string | null>(null)
  const save = useMutation({
    mutationFn: (phone: string | null) =>
      answer(
        api.PATCH('/api/v1/stations/{station}', {
          params: { path: { station: station.id } },
          body: { phone },
        }),
      ),
    onSuccess: async () => {
      setTyped(null)
      await queries.invalidateQueries({ queryKey: ['stations'] })
    },
  })
  if (typed === null)
    return (
      <>
        {station.phone ? (
          <a href={dialled(station.phone)}>{station.phone}</a>
        ) : (
          <span className="note">{t('recall.noPhone')}</span>
        )}{' '}
        {hasRole(session, 'administrator', 'supervisor') && (
          <Button size="compact-sm" variant="subtle" onClick={() => setTyped(station.phone ?? '')}>
            {t(station.phone ? 'phone.edit' : 'phone.add')}
          </Button>
        )}
      </>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(typed.trim() || null)
  }
  return (
    <form onSubmit={submit} className="form-row">
      <TextInput
        type="tel"
        aria-label={t('phone.label')}
        value={typed}
        maxLength={30}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" size="sm" loading={save.isPending}>
        {t('save')}
      </Button>
      <ProblemNote error={save.error} />
    </form>
  )
}
