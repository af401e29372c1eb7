import { Button, Stack } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { LaidWindow } from '../api/shapes.ts'
import { DateField } from '../part/date-field.tsx'
import { ProblemNote } from '../part/problem-note.tsx'

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
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t('airtime.endSays')}</p>
        <DateField label={t('airtime.lastDate')} date={lastDate} onDate={setLastDate} />
        <ProblemNote error={save.error} />
        <Button type="submit" loading={save.isPending} disabled={lastDate === ''}>
          {t('airtime.end')}
        </Button>
      </Stack>
    </form>
  )
}
