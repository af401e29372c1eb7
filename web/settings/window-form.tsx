import { Button, Fieldset, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { laidWindowQuery, windowTrialQuery } from '../api/airtime.ts'
import { asRead } from '../api/as-read.ts'
import { answer, api } from '../api/client.ts'
import { ProblemError } from '../api/problem.ts'
import type { LaidWindow, NewWindow, Station, StationGroup } from '../api/shapes.ts'
import { bodyOf, draftOf, emptyDraft, type WindowDraft } from '../data/window-draft.ts'
import { DateField } from '../part/date-field.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { localDateOf } from '../text/format.ts'
import { DateList } from './date-list.tsx'
import { PartFields } from './part-fields.tsx'
import { RehearsalReading, useRehearsal } from './rehearsal.tsx'
import { RelayFields } from './relay-fields.tsx'
import { RepeatFields } from './repeat-fields.tsx'
import { SegmentChain } from './segment-chain.tsx'
import { WindowTrial } from './window-trial.tsx'

type Props = {
  stations: readonly Station[]
  groups: readonly StationGroup[]
  station: string
  /** The window to change from a day on; null for a new one. */
  window: LaidWindow | null
  onDone: () => void
}

/** A new window, or another shape of one from a day on. */
export function WindowForm({ stations, groups, station, window, onDone }: Props) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const today = localDateOf(useNow(60_000), office.zone)
  const [draft, setDraft] = useState<WindowDraft>(() =>
    window ? draftOf(window) : emptyDraft(station, today),
  )
  const change = (news: Partial<WindowDraft>) => setDraft({ ...draft, ...news })
  const groupIds = new Set(groups.map(({ id }) => id))
  const body = bodyOf(draft, window?.station ?? office.station, groupIds)
  // The server is asked once somebody pauses.
  const typed = JSON.stringify(body)
  const [asked] = useDebouncedValue(typed, 400, { leading: true })
  const trial = useQuery(
    windowTrialQuery(JSON.parse(asked) as NewWindow | null, window?.id ?? null),
  )
  const reading = useSave(window, groupIds, onDone)
  // What the server has refused already is not played through: its words stand for an answer.
  const refusal = asked === typed ? (trial.data?.refusal ?? null) : null
  const [refused, setRefused] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setRefused(refusal ? typed : '')
    if (body && !refusal) reading.ask(body)
  }
  if (reading.seen) return <RehearsalReading reading={reading} />
  const ofDistrict = stations.some(({ id, role }) => id === draft.place && role === 'district')
  return (
    <form onSubmit={submit} data-testid="window-form">
      <Stack>
        {!window && (
          <NativeSelect
            label={t('airtime.place')}
            value={draft.place}
            onChange={(event) => change({ place: event.currentTarget.value, relays: {} })}
            data={[
              {
                group: t('airtime.stations'),
                items: stations.map(({ id, name }) => ({ value: id, label: name })),
              },
              {
                group: t('airtime.groups'),
                items: groups.map(({ id, name }) => ({ value: id, label: name })),
              },
            ]}
          />
        )}
        <div className="form-row">
          <TextInput
            inputMode="numeric"
            pattern="([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?"
            label={t('settings.startsAt')}
            required
            value={draft.startsAt}
            onChange={(event) => change({ startsAt: event.currentTarget.value })}
          />
          <TextInput
            label={t('settings.windowName')}
            value={draft.name}
            placeholder={draft.startsAt}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t('airtime.mostItems')}
            placeholder={t('airtime.mostHint')}
            inputMode="numeric"
            value={draft.mostItems}
            onChange={(event) => change({ mostItems: event.currentTarget.value })}
          />
        </div>
        <div className="form-row">
          <DateField
            label={window ? t('airtime.changeFrom') : t('airtime.from')}
            required
            date={draft.validFrom}
            onDate={(validFrom) => change({ validFrom })}
          />
          <DateField
            label={t('airtime.to')}
            date={draft.validTo}
            onDate={(validTo) => change({ validTo })}
          />
        </div>
        {window && <p className="note">{t('airtime.changeSays')}</p>}
        <RepeatFields repeat={draft.repeat} onChange={(repeat) => change({ repeat })} />
        <div className="form-row">
          <DateList
            legend={t('airtime.except')}
            dates={draft.exceptDates}
            onChange={(exceptDates) => change({ exceptDates })}
          />
          <DateList
            legend={t('airtime.also')}
            dates={draft.alsoDates}
            onChange={(alsoDates) => change({ alsoDates })}
          />
        </div>
        <SegmentChain segments={draft.segments} onChange={(segments) => change({ segments })} />
        <PartFields parts={draft} onChange={change} />
        {ofDistrict && (
          <RelayFields
            relays={draft.relays}
            stations={stations}
            groups={groups}
            onChange={(relays) => change({ relays })}
          />
        )}
        <Fieldset legend={t('airtime.nextDates')}>
          <WindowTrial
            complete={body !== null}
            trial={asked === typed ? (trial.data ?? null) : null}
          />
        </Fieldset>
        <ProblemNote
          error={
            refusal && refused === typed
              ? new ProblemError({ status: 409, ...refusal })
              : reading.error
          }
        />
        <Button
          type="submit"
          loading={reading.asked !== null}
          disabled={!body}
          data-testid="window-save"
        >
          {window ? t('airtime.changeSave') : t('settings.addWindow')}
        </Button>
      </Stack>
    </form>
  )
}

function useSave(window: LaidWindow | null, groups: ReadonlySet<string>, onDone: () => void) {
  const queries = useQueryClient()
  const [opened] = useState(window)
  const kept = (one: LaidWindow) => bodyOf(draftOf(one), one.station, groups)
  const base = opened && kept(opened)
  return useRehearsal<NewWindow>({
    rehearse: (body) => ({ what: 'window', window: body, instead: opened?.id ?? null }),
    save: (body, revision) => {
      const header = asRead(revision)
      if (!opened) return answer(api.POST('/api/v1/windows', { params: { header }, body }))
      const { station: _, group: __, validFrom: from, ...content } = body
      const params = { header, path: { window: opened.id } }
      return answer(
        api.POST('/api/v1/windows/{window}/changes', { params, body: { from, ...content } }),
      )
    },
    onDone: async () => {
      await queries.invalidateQueries({ queryKey: ['windows'] })
      onDone()
    },
    record: opened &&
      base && {
        base,
        find: async () => {
          const query = { ...laidWindowQuery(opened.id), staleTime: 0 }
          return kept(await queries.fetchQuery(query)) ?? base
        },
      },
  })
}
