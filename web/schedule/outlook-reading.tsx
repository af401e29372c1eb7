import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChangesPreview } from '../api/planning.ts'
import { stationsQuery } from '../api/queries.ts'
import { alike, isReadBack, oddHours } from '../data/plan-change.ts'
import { useSigned } from '../part/office.ts'
import { useSaid } from '../part/said.ts'
import { timeOf, writtenDate } from '../text/format.ts'
import { useFocusHere } from './focus-here.ts'
import { RelayReach } from './relay-reach.tsx'
import { StationOutlook } from './station-outlook.tsx'

/** 24 giờ tới: what will sound, where and when; odd hours are typed back before it is written. */
export function OutlookReading({
  preview,
  stale,
  others = [],
  sending,
  onWrite,
  onLeave,
}: {
  preview: Omit<ChangesPreview, 'revision'>
  stale: boolean
  /** What somebody else changed meanwhile of the record that is edited. */
  others?: readonly string[]
  sending: boolean
  onWrite: () => void
  onLeave: () => void
}) {
  const { t } = useTranslation()
  const said = useSaid()
  const stations = useQuery(stationsQuery)
  const here = useFocusHere<HTMLFormElement>()
  const { zone } = useSigned().office
  const [whole, setWhole] = useState(false)
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const hours = oddHours(preview)
  const ready = isReadBack(hours, typed) && !sending
  const differs = preview.stations.some(({ sounding }) =>
    sounding.some(({ change }) => change !== 'same'),
  )
  const nameOf = (station: string) =>
    stations.data?.find(({ id }) => id === station)?.name ?? station
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready) onWrite()
  }
  return (
    <form onSubmit={submit} className="outlook" data-testid="outlook" ref={here} tabIndex={-1}>
      {stale && (
        <p className="outlook-stale" role="alert">
          {t('change.stale')}
        </p>
      )}
      {others.length > 0 && (
        <p className="outlook-stale" role="status" data-testid="others-changed">
          {t('change.others', { what: others.join(', ') })}
        </p>
      )}
      <div className="outlook-head">
        <p>{t(differs ? 'change.outlookSays' : 'change.outlookSame')}</p>
        {differs && (
          <SegmentedControl
            size="sm"
            aria-label={t('schedule.views')}
            value={whole ? 'whole' : 'changes'}
            onChange={(value) => setWhole(value === 'whole')}
            data={[
              { value: 'changes', label: t('change.onlyChanges') },
              { value: 'whole', label: t('change.wholeDay') },
            ]}
          />
        )}
      </div>
      {preview.leftovers.length > 0 && (
        <section className="outlook-leftovers">
          <h3>{t('change.leftovers')}</h3>
          <ul>
            {preview.leftovers.map((one) => (
              <li key={`${one.title} ${one.date} ${one.windowName} ${one.station}`}>
                <b>{one.title}</b> · <span className="tabular">{writtenDate(one.date)}</span> ·{' '}
                {one.windowName}: {said(one.reason)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {preview.beside.length > 0 && (
        <section className="outlook-leftovers" data-testid="beside-copied">
          <h3>{t('change.beside')}</h3>
          <p>{t('change.besideSays')}</p>
          <ul>
            {preview.beside.map((one) => (
              <li key={`${one.date} ${one.windowName} ${one.station}`}>
                <span className="tabular">{writtenDate(one.date)}</span> · {one.windowName}:{' '}
                {one.titles.join(' · ')}
              </li>
            ))}
          </ul>
        </section>
      )}
      {differs &&
        alike(preview.stations).map((stations, at) => (
          <StationOutlook
            key={stations[0]?.station}
            stations={stations}
            whole={whole}
            open={at === 0}
          />
        ))}
      <RelayReach relays={preview.relays} />
      {preview.toConfirm.length > 0 && (
        <section className="outlook-odd" data-testid="to-confirm">
          <h3>{t('change.toConfirm')}</h3>
          <p>{t('change.toConfirmSays')}</p>
          <ul>
            {preview.toConfirm.map((one) => (
              <li key={`${one.station} ${one.version} ${one.startsAt}`}>
                <b className="tabular">{timeOf(one.startsAt, zone)}</b> {one.title} ·{' '}
                {one.stationName}
              </li>
            ))}
          </ul>
        </section>
      )}
      {preview.windows.length > 0 && (
        <section>
          <h3>{t('change.windowsAfter')}</h3>
          <ul className="outlook-windows">
            {preview.windows.map((one) => (
              <li key={`${one.station} ${one.date} ${one.window}`}>
                {nameOf(one.station)} · <span className="tabular">{writtenDate(one.date)}</span> ·{' '}
                {one.windowName}: <b data-over={one.freeSamples < 0 || undefined}>{said(one)}</b>
              </li>
            ))}
          </ul>
        </section>
      )}
      {hours.length > 0 && (
        <fieldset className="outlook-odd">
          <legend>{t('change.oddTitle')}</legend>
          <p>{t('change.oddSays')}</p>
          <div className="form-row">
            {hours.map((hour) => (
              <TextInput
                key={hour}
                label={t('change.oddLabel', { hour })}
                inputMode="numeric"
                autoComplete="off"
                value={typed[hour] ?? ''}
                onChange={(event) => {
                  const { value } = event.currentTarget
                  setTyped((before) => ({ ...before, [hour]: value }))
                }}
                data-testid="odd-hour"
              />
            ))}
          </div>
        </fieldset>
      )}
      <div className="actions outlook-actions">
        <Button variant="default" onClick={onLeave} disabled={sending} data-testid="change-leave">
          {t('change.cancel')}
        </Button>
        <Button type="submit" disabled={!ready} loading={sending} data-testid="change-save">
          {t('change.save')}
        </Button>
      </div>
      {sending && (
        <p className="unseen" role="status">
          {t('change.sending')}
        </p>
      )}
    </form>
  )
}
