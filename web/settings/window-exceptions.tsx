import { Button, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { laidWindowQuery } from '../api/airtime.ts'
import { asRead } from '../api/as-read.ts'
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
  const [base] = useState(() => datesOf(window))
  const reading = useRehearsal<Dates>({
    rehearse: (dates) => ({ what: 'window-exceptions', window: window.id, ...dates }),
    save: (dates, revision) =>
      answer(
        api.PUT('/api/v1/windows/{window}/exceptions', {
          params: { path: { window: window.id }, header: asRead(revision) },
          body: dates,
        }),
      ),
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['windows'] })
      onDone()
    },
    record: {
      base,
      find: async () =>
        datesOf(await queries.fetchQuery({ ...laidWindowQuery(window.id), staleTime: 0 })),
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reading.ask({ exceptDates, alsoDates })
  }
  if (reading.seen) return <RehearsalReading reading={reading} />
  return (
    <form onSubmit={submit}>
      <Stack>
        <DateList legend={t('airtime.except')} dates={exceptDates} onChange={setExcept} />
        <DateList legend={t('airtime.also')} dates={alsoDates} onChange={setAlso} />
        <ProblemNote error={reading.error} />
        <Button type="submit" loading={reading.asked !== null}>
          {t('save')}
        </Button>
      </Stack>
    </form>
  )
}

type Dates = { exceptDates: string[]; alsoDates: string[] }

function datesOf({ exceptDates, alsoDates }: LaidWindow): Dates {
  return { exceptDates: [...exceptDates], alsoDates: [...alsoDates] }
}
