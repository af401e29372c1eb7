import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Rehearsal, Rehearsed } from '../api/planning.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { OutlookReading } from '../schedule/outlook-reading.tsx'

/** Whatever changes a time is looked at before it is saved: the server plays it through and undoes it. */
export function useRehearsal() {
  const [seen, setSeen] = useState<Rehearsed | null>(null)
  const look = useMutation({
    mutationFn: (wanted: Rehearsal) =>
      answer(api.POST('/api/v1/plan/rehearsals', { body: wanted })),
    onSuccess: setSeen,
  })
  return {
    seen,
    look: look.mutate,
    looking: look.isPending,
    error: look.error,
    leave: () => setSeen(null),
  }
}

/** 24 giờ tới before it is saved: what comes, what goes, which windows are barred; odd hours are typed back. */
export function RehearsalReading({
  seen,
  save,
  onSave,
  onLeave,
}: {
  seen: Rehearsed
  save: Readonly<{ isPending: boolean; error: unknown }>
  onSave: () => void
  onLeave: () => void
}) {
  const { t } = useTranslation()
  const { barred, ...outlook } = seen
  return (
    <>
      {barred.length > 0 && (
        <section className="outlook-odd" data-testid="barred-windows">
          <h3>{t('airtime.barred')}</h3>
          <p>{t('airtime.barredSays')}</p>
          <ul>
            {barred.map((one) => (
              <li key={one.window}>
                <span className="tabular">{one.startsAt}</span> {one.windowName} · {one.stationName}
              </li>
            ))}
          </ul>
        </section>
      )}
      <ProblemNote error={save.error} />
      <OutlookReading
        preview={{
          ...outlook,
          ...{ revision: '', conflicts: [], leftovers: [], beside: [], relays: [], toConfirm: [] },
        }}
        stale={false}
        sending={save.isPending}
        onWrite={onSave}
        onLeave={onLeave}
      />
    </>
  )
}
