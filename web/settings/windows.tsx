import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { laidWindowQuery } from '../api/airtime.ts'
import { stationGroupsQuery, stationsQuery, windowsQuery } from '../api/queries.ts'
import type { Window } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { standingOn } from '../data/week-picture.ts'
import { Dialog } from '../part/dialog.tsx'
import { Empty } from '../part/empty.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { localDateOf } from '../text/format.ts'
import { WeekPicture } from './week-picture.tsx'
import { WindowEnd } from './window-end.tsx'
import { WindowExceptions } from './window-exceptions.tsx'
import { WindowForm } from './window-form.tsx'
import { WindowLine } from './window-line.tsx'

/** A sample office has hundreds of windows; a real one has three. */
const FIRST = 20

/** What a person is about to do with a window; `make` knows none yet. */
type Doing = Readonly<{ what: 'make' | 'change' | 'end' | 'except'; window: Window | null }>

/** The recurring spans in which a station airs. */
export function Windows() {
  const { t } = useTranslation()
  const { office, session } = useSigned()
  const [station, setStation] = useState(office.station)
  const [all, setAll] = useState(false)
  const [doing, setDoing] = useState<Doing | null>(null)
  const stations = useQuery(stationsQuery)
  const groups = useQuery(stationGroupsQuery)
  const windows = useQuery(windowsQuery(station))
  const today = localDateOf(useNow(60_000), office.zone)
  const standing = standingOn(windows.data ?? [], today)
  const shown = all ? standing : standing.slice(0, FIRST)
  const isAdministrator = hasRole(session, 'administrator')
  const name = stations.data?.find(({ id }) => id === station)?.name ?? ''
  return (
    <section aria-label={t('settings.windows')}>
      <div className="form-row">
        <NativeSelect
          label={t('station')}
          value={station}
          onChange={(event) => setStation(event.currentTarget.value)}
          data={(stations.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
        {isAdministrator && (
          <Button onClick={() => setDoing({ what: 'make', window: null })} data-testid="window-add">
            {t('settings.addWindow')}
          </Button>
        )}
      </div>
      <ProblemNote error={windows.error} again={() => void windows.refetch()} />
      {windows.isPending && <Waiting />}
      {windows.data && standing.length === 0 && <Empty says={t('settings.windowsEmpty')} />}
      <div className="windows-and-week">
        <ul className="windows">
          {shown.map((window) => (
            <WindowLine
              key={window.id}
              window={window}
              groups={groups.data ?? []}
              onDo={isAdministrator ? (what) => setDoing({ what, window }) : null}
            />
          ))}
        </ul>
        {standing.length > 0 && (
          <WeekPicture
            windows={shown}
            quiet={office.quietHours}
            label={t('airtime.week', { station: name })}
          />
        )}
      </div>
      {shown.length < standing.length && (
        <p>
          {t('settings.manyWindows', { shown: shown.length, all: standing.length })}{' '}
          <Button variant="subtle" size="sm" onClick={() => setAll(true)}>
            {t('settings.showAll')}
          </Button>
        </p>
      )}
      {doing && (
        <WindowDialog
          doing={doing}
          station={station}
          stations={stations.data ?? []}
          groups={groups.data ?? []}
          onDone={() => setDoing(null)}
        />
      )}
    </section>
  )
}

type DialogProps = Omit<Parameters<typeof WindowForm>[0], 'window'> & { doing: Doing }

function WindowDialog({ doing, onDone, ...known }: DialogProps) {
  const { t } = useTranslation()
  const { what, window } = doing
  const laid = useQuery({ ...laidWindowQuery(window?.laidAs ?? ''), enabled: window !== null })
  const name = window?.name ?? ''
  const titles = {
    make: t('settings.addWindow'),
    change: t('airtime.changeTitle', { name }),
    end: t('airtime.endTitle', { name }),
    except: t('airtime.exceptionsTitle', { name }),
  }
  return (
    <Dialog onClose={onDone} size="xl" title={titles[what]}>
      <ProblemNote error={laid.error} again={() => void laid.refetch()} />
      {window && laid.isPending && <Waiting />}
      {what === 'make' && <WindowForm {...known} window={null} onDone={onDone} />}
      {laid.data && what === 'change' && (
        <WindowForm {...known} window={laid.data} onDone={onDone} />
      )}
      {laid.data && what === 'end' && <WindowEnd window={laid.data} onDone={onDone} />}
      {laid.data && what === 'except' && <WindowExceptions window={laid.data} onDone={onDone} />}
    </Dialog>
  )
}
