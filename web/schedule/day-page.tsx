import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { planQuery } from '../api/queries.ts'
import type { Plan } from '../api/shapes.ts'
import { itemsOf } from '../data/board.ts'
import { currentBlock } from '../data/plan-line.ts'
import { usePageKeys } from '../frame/page-keys.ts'
import { DayChoice } from '../part/day-choice.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { useSaid } from '../part/said.ts'
import { Waiting } from '../part/waiting.tsx'
import { daysAfter, writtenDate } from '../text/format.ts'
import { CopyDialog } from './copy-dialog.tsx'
import { DayList } from './day-list.tsx'
import { DayTimeline } from './day-timeline.tsx'
import { DaysRow } from './days-row.tsx'
import { useDragging } from './dragging.ts'
import { ImportList } from './import-list.tsx'
import { ItemDialog } from './item-dialog.tsx'
import { useMayChange } from './may-change.ts'
import { NoWindows } from './no-windows.tsx'
import { useDayView, useSchedulePlace } from './place.ts'
import { PlaceDialog, type Placing } from './place-dialog.tsx'
import { ScheduleHead } from './schedule-head.tsx'
import { Shelf } from './shelf.tsx'
import { VersionsDialog } from './versions-dialog.tsx'

/** One day of a station to the second: a timeline to move things on, or a list of lines. */
export function DayPage({ date }: { date: string }) {
  const { t } = useTranslation()
  const said = useSaid()
  const { office } = useSigned()
  const { station, today, now, plays, go } = useSchedulePlace()
  const { asList } = useDayView()
  const plan = useQuery(planQuery(station, date))
  const mayChange = useMayChange(station) && plays
  const [opened, setOpened] = useState<string | null>(null)
  const [placing, setPlacing] = useState<Placing | null>(null)
  const [asked, setAsked] = useState<'copy' | 'import' | 'versions' | null>(null)
  const move = (days: number) => go({ date: daysAfter(date, days) })
  usePageKeys({ ArrowLeft: () => move(-1), ArrowRight: () => move(1) })
  const shown = plan.data
  const item = itemsOf(shown?.blocks ?? []).find((one) => one.item.id === opened) ?? null
  return (
    <>
      <ScheduleHead onPaper={`· ${plan.data?.stationName ?? ''} · ${writtenDate(date)}`}>
        <DayChoice date={date} today={today} onDate={(chosen) => go({ date: chosen })} />
        <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <Button variant="default" data-testid="day-more">
              {t('schedule.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {mayChange && (
              <Menu.Item onClick={() => setAsked('copy')} data-testid="copy-day">
                {t('schedule.copyDay')}
              </Menu.Item>
            )}
            {mayChange && (
              <Menu.Item onClick={() => setAsked('import')} data-testid="import-day">
                {t('importList.open')}
              </Menu.Item>
            )}
            <Menu.Item onClick={() => setAsked('versions')} data-testid="versions">
              {t('schedule.versions')}
            </Menu.Item>
            <Menu.Item
              renderRoot={(props) => (
                <Link to="/lich-phat/so" search={{ station, date }} {...props} />
              )}
            >
              {t('paper.book')}
            </Menu.Item>
            <Menu.Item onClick={() => window.print()}>{t('schedule.print')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </ScheduleHead>
      <ProblemNote error={plan.error} again={() => void plan.refetch()} />
      {plan.isPending && <Waiting />}
      {!plays && <p className="note">{t('schedule.carried')}</p>}
      {shown?.forecast && shown.blocks.length > 0 && (
        <p className="forecast-note">
          {t(mayChange ? 'schedule.forecastDayMay' : 'schedule.forecastDay')}
        </p>
      )}
      {shown?.blocks.length === 0 && (
        <NoWindows
          says={shown.why ? [said(shown.why), ...shown.names].join(' ') : t('schedule.empty')}
        />
      )}
      {shown && shown.blocks.length > 0 && (
        <>
          <div className={asList ? undefined : 'print-block'}>
            <DayList
              plan={shown}
              current={date === today ? currentBlock(shown, now) : null}
              mayChange={mayChange}
              onOpen={setOpened}
            />
          </div>
          {!asList && (
            <Board
              key={`${station} ${date}`}
              plan={shown}
              mayChange={mayChange}
              onOpen={setOpened}
              onPlace={setPlacing}
            />
          )}
        </>
      )}
      {asList && mayChange && shown && (
        <Shelf station={station} onPlace={setPlacing} onGrab={null} />
      )}
      {item && (
        <ItemDialog
          placed={item}
          zone={shown?.zone ?? 'UTC'}
          mayChange={mayChange}
          onMove={() => {
            setOpened(null)
            setPlacing({ kind: 'item', item: item.item, block: item.block })
          }}
          onClose={() => setOpened(null)}
        />
      )}
      {placing && (
        <PlaceDialog
          placing={placing}
          station={station}
          date={date}
          onClose={() => setPlacing(null)}
        />
      )}
      {asked === 'copy' && (
        <CopyDialog kind="day" station={station} from={date} onClose={() => setAsked(null)} />
      )}
      {asked === 'import' && (
        <ImportList station={station} date={date} onClose={() => setAsked(null)} />
      )}
      {asked === 'versions' && (
        <VersionsDialog
          station={plays ? station : office.station}
          date={date}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}

/** The timeline with the days above it and the approved bulletins beside it; what is dragged crosses them. */
function Board({
  plan,
  mayChange,
  onOpen,
  onPlace,
}: {
  plan: Plan
  mayChange: boolean
  onOpen: (item: string) => void
  onPlace: (placing: Placing) => void
}) {
  const dragging = useDragging(plan)
  return (
    <div className="board no-print">
      <DaysRow date={plan.date} target={dragging.drag?.day ?? null} />
      <DayTimeline plan={plan} mayChange={mayChange} dragging={dragging} onOpen={onOpen} />
      {mayChange && <Shelf station={plan.station} onPlace={onPlace} onGrab={dragging.grab} />}
    </div>
  )
}
