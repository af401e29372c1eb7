import { Button, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { LaidWindow } from '../api/shapes.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { DateList } from './date-list.tsx'
import { RehearsalReading, useRehearsal } from './rehearsal.tsx'

/** Days on which a window does not open, and others on which it opens as well. */
export function WindowExceptions({ window, onDone }: { window: LaidWindow; onDone: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [exceptDates, setExcept] = useState<string[]>([...window.exceptDates])
  const [alsoDates, setAlso] = useState<string[]>([...window.alsoDates])
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PUT('/api/v1/windows/{window}/exceptions', {
          params: { path: { window: window.id } },
          body: { exceptDates, alsoDates },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['windows'] })
      onDone()
    },
  })
  const { seen, look, looking, error, leave } = useRehearsal()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    look({ what: 'window-exceptions', window: window.id, exceptDates, alsoDates })
  }
  if (seen)
    return <RehearsalReading seen={seen} save={save} onSave={() => save.mutate()} onLeave={leave} />
  return (
    <form onSubmit={submit}>
      <Stack>
        <DateList legend={t('airtime.except')} dates={exceptDates} onChange={setExcept} />
        <DateList legend={t('airtime.also')} dates={alsoDates} onChange={setAlso} />
        <ProblemNote error={error} />
        <Button type="submit" loading={looking}>
          {t('save')}
        </Button>
      </Stack>
    </form>
  )
}
