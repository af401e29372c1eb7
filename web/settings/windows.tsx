import { Button, Modal, NativeSelect } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { stationsQuery, windowsQuery } from '../api/queries.ts'
import type { Window } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { Empty } from '../part/empty.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { useSpan } from '../part/spans.ts'
import { Waiting } from '../part/waiting.tsx'
import { writtenDate } from '../text/format.ts'
import { WindowForm } from './window-form.tsx'

/** A sample office has hundreds of windows; a real one has three. */
const FIRST = 20
const days = [0, 1, 2, 3, 4, 5, 6] as const

/** The recurring spans in which a station airs. */
export function Windows() {
  const { t } = useTranslation()
  const { office, session } = useSigned()
  const [station, setStation] = useState(office.station)
  const [all, setAll] = useState(false)
  const stations = useQuery(stationsQuery)
  const windows = useQuery(windowsQuery(station))
  const [opened, { open, close }] = useDisclosure(false)
  const sorted = [...(windows.data ?? [])].sort((a, b) =>
    `${a.validFrom} ${a.startsAt}` < `${b.validFrom} ${b.startsAt}` ? -1 : 1,
  )
  const shown = all ? sorted : sorted.slice(0, FIRST)
  return (
    <section aria-label={t('settings.windows')}>
      <div className="form-row">
        <NativeSelect
          label={t('station')}
          value={station}
          onChange={(event) => setStation(event.currentTarget.value)}
          data={(stations.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        {hasRole(session, 'administrator') && (
          <Button onClick={open} data-testid="window-add">
            {t('settings.addWindow')}
          </Button>
        )}
      </div>
      <ProblemNote error={windows.error} again={() => void windows.refetch()} />
      {windows.isPending && <Waiting />}
      {windows.data?.length === 0 && <Empty says={t('settings.windowsEmpty')} />}
      <ul className="windows">
        {shown.map((window) => (
          <WindowLine key={window.id} window={window} />
        ))}
      </ul>
      {shown.length < sorted.length && (
        <p>
          {t('settings.manyWindows', { shown: shown.length, all: sorted.length })}{' '}
          <Button variant="subtle" size="sm" onClick={() => setAll(true)}>
            {t('settings.showAll')}
          </Button>
        </p>
      )}
      <Modal
        opened={opened}
        onClose={close}
        size="lg"
        title={t('settings.addWindow')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <WindowForm stations={stations.data ?? []} onDone={close} />
      </Modal>
    </section>
  )
}

function WindowLine({ window }: { window: Window }) {
  const { t } = useTranslation()
  const span = useSpan()
  return (
    <li>
      <b className="tabular">{window.startsAt}</b>{' '}
      {/* A window that has no other name is called by its time. */}
      {window.startsAt.startsWith(window.name) ? '' : window.name} · {span(window.lengthMs)} ·{' '}
      {window.weekdays === 127
        ? t('everyDay')
        : days
            .filter((day) => window.weekdays & (1 << day))
            .map((day) => t(`weekday.d${day}`))
            .join(', ')}
      <div className="note">
        {window.segments
          .map((one) => `${t(`source.${one.source}`)} ${span(one.lengthMs)}`)
          .join(' → ')}
        {' · '}
        {writtenDate(window.validFrom)}
        {window.validTo ? `–${writtenDate(window.validTo)}` : ''}
      </div>
    </li>
  )
}
