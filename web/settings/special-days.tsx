import { Button, Checkbox, Modal, Stack, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { specialDaysQuery } from '../api/airtime.ts'
import { asRead } from '../api/as-read.ts'
import { answer, api } from '../api/client.ts'
import { stationGroupsQuery, stationsQuery } from '../api/queries.ts'
import type { SpecialDay } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { DateField } from '../part/date-field.tsx'
import { Empty } from '../part/empty.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { localDateOf, writtenDate } from '../text/format.ts'
import { PlaceChecks } from './place-checks.tsx'
import { RehearsalReading, useRehearsal } from './rehearsal.tsx'

/** Days that differ: Tết, days of mourning. */
export function SpecialDays() {
  const { t } = useTranslation()
  const { office, session } = useSigned()
  const days = useQuery(specialDaysQuery)
  const places = usePlaces()
  const [opened, setOpened] = useState(false)
  const [withdrawn, setWithdrawn] = useState<SpecialDay | null>(null)
  const mayChange = hasRole(session, 'administrator')
  const today = localDateOf(useNow(60_000), office.zone)
  const nameOf = (id: string) => places.find((one) => one.id === id)?.name ?? id
  return (
    <section aria-label={t('airtime.tabs.days')}>
      {mayChange ? (
        <Button onClick={() => setOpened(true)}>{t('airtime.dayAdd')}</Button>
      ) : (
        <p className="note">{t('airtime.forAdmin')}</p>
      )}
      <ProblemNote error={days.error} />
      {days.isPending && <Waiting />}
      {days.data?.length === 0 && <Empty says={t('airtime.daysEmpty')} />}
      <ul className="windows">
        {[...(days.data ?? [])].reverse().map((day) => (
          <li key={day.id}>
            <b>{day.name}</b> ·{' '}
            <span className="tabular">
              {writtenDate(day.from)}
              {day.to === day.from ? '' : `–${writtenDate(day.to)}`}
            </span>
            <div className="note">
              {[
                day.closed && t('airtime.closed'),
                day.withoutMusic && t('airtime.withoutMusic'),
                day.stations ? day.stations.map(nameOf).join(', ') : t('airtime.everybody'),
              ]
                .filter(Boolean)
                .join(' · ')}
            </div>
            {mayChange && day.to >= today && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`${t('airtime.dayWithdraw')}: ${day.name}`}
                onClick={() => setWithdrawn(day)}
              >
                {t('airtime.dayWithdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        size="lg"
        title={t('airtime.dayAdd')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <DayForm places={places} onDone={() => setOpened(false)} />
      </Modal>
      <Modal
        opened={withdrawn !== null}
        onClose={() => setWithdrawn(null)}
        size="lg"
        title={`${t('airtime.dayWithdraw')}: ${withdrawn?.name ?? ''}`}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {withdrawn && <DayWithdrawal day={withdrawn} onDone={() => setWithdrawn(null)} />}
      </Modal>
    </section>
  )
}

/** What comes back once days are not special any more, and then their end. */
function DayWithdrawal({ day, onDone }: { day: SpecialDay; onDone: () => void }) {
  const queries = useQueryClient()
  const reading = useRehearsal<string>({
    rehearse: (id) => ({ what: 'calendar-day-withdrawn', day: id }),
    save: (id, revision) => {
      const params = { path: { day: id }, header: asRead(revision) }
      return answer(api.DELETE('/api/v1/calendar-days/{day}', { params }))
    },
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['special-days'] })
      onDone()
    },
  })
  // As of the first drawing: it holds nothing of later ones.
  const [ask] = useState(() => reading.ask)
  useEffect(() => ask(day.id), [ask, day.id])
  return (
    <>
      {!reading.seen && <ProblemNote error={reading.error} />}
      {!reading.seen && !reading.error && <Waiting />}
      <RehearsalReading reading={{ ...reading, onLeave: onDone }} />
    </>
  )
}

/** Groups and stations by name. */
function usePlaces(): readonly Readonly<{ id: string; name: string }>[] {
  const { t } = useTranslation()
  const stations = useQuery(stationsQuery)
  const groups = useQuery(stationGroupsQuery)
  return [
    ...(groups.data ?? []).map(({ id, name }) => ({ id, name: t('airtime.group', { name }) })),
    ...(stations.data ?? []).map(({ id, name }) => ({ id, name })),
  ]
}

function DayForm({
  places,
  onDone,
}: {
  places: readonly Readonly<{ id: string; name: string }>[]
  onDone: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [closed, setClosed] = useState(false)
  const [withoutMusic, setWithoutMusic] = useState(false)
  const [chosen, setChosen] = useState<string[]>([])
  const day = {
    ...{ name, from, to: to || from, closed, withoutMusic },
    stations: chosen.length === 0 ? null : chosen,
  }
  const reading = useRehearsal<typeof day>({
    rehearse: (body) => ({ what: 'calendar-day', ...body }),
    save: (body, revision) => {
      const params = { header: asRead(revision) }
      return answer(api.POST('/api/v1/calendar-days', { params, body }))
    },
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['special-days'] })
      await queries.invalidateQueries({ queryKey: ['windows'] })
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    reading.ask(day)
  }
  if (reading.seen) return <RehearsalReading reading={reading} />
  const ready = name.trim() !== '' && from !== '' && (closed || withoutMusic)
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('airtime.dayName')}
          placeholder={t('airtime.dayHint')}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className="form-row">
          <DateField label={t('airtime.from')} required date={from} onDate={setFrom} />
          <DateField label={t('airtime.to')} date={to} onDate={setTo} />
        </div>
        <div className="checks">
          <Checkbox
            label={t('airtime.closed')}
            checked={closed}
            onChange={(event) => setClosed(event.currentTarget.checked)}
          />
          <Checkbox
            label={t('airtime.withoutMusic')}
            checked={withoutMusic}
            onChange={(event) => setWithoutMusic(event.currentTarget.checked)}
          />
        </div>
        <PlaceChecks
          legend={`${t('airtime.dayWhere')}: ${chosen.length === 0 ? t('airtime.everybody') : chosen.length}`}
          places={places}
          chosen={chosen}
          onChange={setChosen}
        />
        <ProblemNote error={reading.error} />
        <Button type="submit" loading={reading.asked !== null} disabled={!ready}>
          {t('save')}
        </Button>
      </Stack>
    </form>
  )
}
