import { useTranslation } from 'react-i18next'
import type { Rehearsal, Rehearsed } from '../api/planning.ts'
import { rebased } from '../data/rebased.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { OutlookReading } from '../schedule/outlook-reading.tsx'
import { type ReadingFirst, rehearsed, useReadingFirst } from '../schedule/reading-first.ts'

/**
 * Settings are always read before they are saved, also where everything sounds as before.
 * @param record what is edited, as it was when the form was opened and as it stands now: a field that
 *   somebody did not touch stays as others saved it meanwhile
 */
export function useRehearsal<Body>({
  rehearse,
  save,
  onDone,
  record,
}: {
  rehearse: (body: Body) => Rehearsal
  /** @param revision of what was read */
  save: (body: Body, revision: string) => Promise<unknown>
  onDone: (body: Body) => unknown
  record?: Readonly<{ base: Body; find: () => Promise<Body> }> | null
}): ReadingFirst<Body, Rehearsed> {
  const { t } = useTranslation()
  return useReadingFirst<Body, unknown, Rehearsed>({
    look: (body) => rehearsed(rehearse(body)),
    ...{ save, onDone: (_, body) => onDone(body), always: true },
    ...(record
      ? {
          onTop: async (mine) => {
            const { wanted, others } = rebased(record.base, mine, await record.find())
            return { wanted, others: others.length > 0 ? [t('change.thisRecord')] : [] }
          },
        }
      : {}),
  })
}

/** 24 giờ tới before it is saved: what comes, what goes, which windows are barred; odd hours are typed back. */
export function RehearsalReading({
  reading: { seen, stale, others, saving, error, onSave, onLeave },
}: {
  reading: Omit<ReadingFirst<never, Rehearsed>, 'ask' | 'asked'>
}) {
  const { t } = useTranslation()
  if (!seen) return null
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
      <ProblemNote error={error} />
      <OutlookReading
        preview={{
          ...outlook,
          ...{ conflicts: [], leftovers: [], beside: [], relays: [], toConfirm: [] },
        }}
        stale={stale}
        others={others}
        sending={saving}
        onWrite={onSave}
        onLeave={onLeave}
      />
    </>
  )
}
