import { Button, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asRead } from '../api/as-read.ts'
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
  const reading = useRehearsal<string>({
    rehearse: (last) => ({ what: 'window-end', window: window.id, before: daysAfter(last, 1) }),
    save: (last, revision) =>
      answer(
        api.POST('/api/v1/windows/{window}/end', {
          params: { path: { window: window.id }, header: asRead(revision) },
          body: { lastDate: last },
        }),
      ),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['windows'] })
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reading.ask(lastDate)
  }
  if (reading.seen) return <RehearsalReading reading={reading} />
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>{t('airtime.endSays')}</p>
        <DateField label={t('airtime.lastDate')} date={lastDate} onDate={setLastDate} />
        <ProblemNote error={reading.error} />
        <Button type="submit" loading={reading.asked !== null} disabled={lastDate === ''}>
          {t('airtime.end')}
        </Button>
      </Stack>
    </form>
  )
}
