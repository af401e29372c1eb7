import { Button, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { LaidWindow } from '../api/shapes.ts'
import { DateField } from '../part/date-field.tsx'
import { ProblemNote } from '../part/problem-note.tsx'
import { daysAfter } from '../text/format.ts'
import { RehearsalReading, useRehearsal } from './rehearsal.tsx'

/** Lets a window end with a day. */
export function WindowEnd({ window, onDone }: { window: LaidWindow; onDone: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [lastDate, setLastDate] = useState(window.changeableFrom)
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/windows/{window}/end', {
          params: { path: { window: window.id } },
          body: { lastDate },
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
    look({ what: 'window-end', window: window.id, before: daysAfter(lastDate, 1) })
  }
  if (seen)
    return <RehearsalReading seen={seen} save={save} onSave={() => save.mutate()} onLeave={leave} />
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t('airtime.endSays')}</p>
        <DateField label={t('airtime.lastDate')} date={lastDate} onDate={setLastDate} />
        <ProblemNote error={error} />
        <Button type="submit" loading={looking} disabled={lastDate === ''}>
          {t('airtime.end')}
        </Button>
      </Stack>
    </form>
  )
}
