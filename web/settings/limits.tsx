import { Button, Fieldset, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limitsQuery } from '../api/airtime.ts'
import { asRead } from '../api/as-read.ts'
import { answer, api } from '../api/client.ts'
import { stationsQuery } from '../api/queries.ts'
import type { StationLimits } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { type LimitsDraft, limitsDraft, readLimits } from '../data/limits-draft.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { RehearsalReading, useRehearsal } from './rehearsal.tsx'

/** How loud a station is by the hour, and how long it may air at a time. */
export function Limits() {
  const { t } = useTranslation()
  const { office, session } = useSigned()
  const [station, setStation] = useState(office.station)
  const stations = useQuery(stationsQuery)
  const limits = useQuery(limitsQuery(station))
  return (
    <section aria-label={t('airtime.tabs.limits')}>
      <div className="form-row">
        <NativeSelect
          label={t('station')}
          value={station}
          onChange={(event) => setStation(event.currentTarget.value)}
          data={(stations.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <ProblemNote error={limits.error} again={() => void limits.refetch()} />
      {limits.isPending && <Waiting />}
      {limits.data && (
        <LimitsForm
          key={station}
          station={station}
          limits={limits.data}
          mayChange={hasRole(session, 'administrator')}
        />
      )}
    </section>
  )
}

function LimitsForm({
  station,
  limits,
  mayChange,
}: {
  station: string
  limits: StationLimits
  mayChange: boolean
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<LimitsDraft>(() => limitsDraft(limits))
  const read = readLimits(draft)
  const [base, setBase] = useState(limits)
  const [saved, setSaved] = useState(false)
  const reading = useRehearsal<StationLimits>({
    rehearse: (body) => ({ what: 'limits', station, ...body }),
    save: (body, revision) => {
      const params = { path: { station }, header: asRead(revision) }
      return answer(api.PUT('/api/v1/stations/{station}/limits', { params, body }))
    },
    onDone: async (body) => {
      await queries.invalidateQueries({ queryKey: ['limits', station] })
      setBase(body)
      setDraft(limitsDraft(body))
      setSaved(true)
    },
    record: {
      base,
      find: () => queries.fetchQuery({ ...limitsQuery(station), staleTime: 0 }),
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setSaved(false)
    if (read) reading.ask(read)
  }
  if (reading.seen) return <RehearsalReading reading={reading} />
  const change = (at: number, news: Partial<LimitsDraft['hours'][number]>) =>
    setDraft({
      ...draft,
      hours: draft.hours.map((one, place) => (place === at ? { ...one, ...news } : one)),
    })
  return (
    <form onSubmit={submit}>
      <Stack maw={640}>
        <Fieldset legend={t('airtime.volume')} disabled={!mayChange}>
          <p className="note">{t('airtime.volumeSays')}</p>
          {draft.hours.map((hour, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: hours are their place in the list.
            <div key={at} className="form-row">
              {(['from', 'to', 'less'] as const).map((field) => (
                <TextInput
                  key={field}
                  label={t(
                    `airtime.volume${field === 'from' ? 'From' : field === 'to' ? 'To' : 'Less'}`,
                  )}
                  inputMode={field === 'less' ? 'decimal' : 'numeric'}
                  value={hour[field]}
                  onChange={(event) => change(at, { [field]: event.currentTarget.value })}
                />
              ))}
              <Button
                variant="subtle"
                aria-label={t('airtime.volumeRemove', { n: at + 1 })}
                onClick={() =>
                  setDraft({ ...draft, hours: draft.hours.filter((_, place) => place !== at) })
                }
              >
                ×
              </Button>
            </div>
          ))}
          <Button
            variant="default"
            size="sm"
            mt="xs"
            onClick={() =>
              setDraft({
                ...draft,
                hours: [...draft.hours, { from: '05:00', to: '06:00', less: '6' }],
              })
            }
          >
            {t('airtime.volumeAdd')}
          </Button>
        </Fieldset>
        <TextInput
          label={t('airtime.longest')}
          placeholder={t('airtime.longestHint')}
          inputMode="decimal"
          disabled={!mayChange}
          value={draft.minutes}
          onChange={(event) => setDraft({ ...draft, minutes: event.currentTarget.value })}
        />
        <ProblemNote error={reading.error} />
        {saved && <p role="status">{t('airtime.saved')}</p>}
        {mayChange ? (
          <Button type="submit" loading={reading.asked !== null} disabled={!read}>
            {t('quiet.look')}
          </Button>
        ) : (
          <p className="note">{t('airtime.forAdmin')}</p>
        )}
      </Stack>
    </form>
  )
}
