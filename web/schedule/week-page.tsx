import { Button, Group, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mondayOf } from '../data/week-calendar.ts'
import { usePageKeys } from '../frame/page-keys.ts'
import { DayButton } from '../part/day-button.tsx'
import { daysAfter, writtenDate } from '../text/format.ts'
import { CopyDialog } from './copy-dialog.tsx'
import { GroupWeek } from './group-week.tsx'
import { ImportList } from './import-list.tsx'
import { useMayChange } from './may-change.ts'
import { useSchedulePlace } from './place.ts'
import { ScheduleHead } from './schedule-head.tsx'
import { StationWeek } from './station-week.tsx'

/** Seven days of a station as bands, or of a group as a table. */
export function WeekPage() {
  const { t } = useTranslation()
  const { station, group, monday, today, plays, go } = useSchedulePlace()
  const mayChange = useMayChange(station)
  const [asked, setAsked] = useState<'copy' | 'import' | null>(null)
  const move = (days: number) => go({ week: daysAfter(monday, days) })
  usePageKeys({ ArrowLeft: () => move(-7), ArrowRight: () => move(7) })
  const sunday = daysAfter(monday, 6)
  return (
    <>
      <ScheduleHead
        onPaper={t('schedule.weekOf', { from: writtenDate(monday), to: writtenDate(sunday) })}
      >
        <Group gap="xs" align="end">
          <Button
            variant="default"
            px="sm"
            aria-label={t('schedule.weekBefore')}
            onClick={() => move(-7)}
          >
            ‹
          </Button>
          <DayButton
            label={t('schedule.week')}
            date={monday}
            onDate={(date) => go({ week: mondayOf(date) })}
          />
          <Button
            variant="default"
            px="sm"
            aria-label={t('schedule.weekAfter')}
            onClick={() => move(7)}
          >
            ›
          </Button>
          {mondayOf(today) !== monday && (
            <Button variant="subtle" px="xs" onClick={() => go({ week: undefined })}>
              {t('schedule.thisWeek')}
            </Button>
          )}
        </Group>
        <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <Button variant="default" data-testid="week-more">
              {t('schedule.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {mayChange && group === null && (
              <Menu.Item onClick={() => setAsked('copy')} data-testid="copy-week">
                {t('schedule.copyWeek')}
              </Menu.Item>
            )}
            {mayChange && plays && group === null && (
              <Menu.Item onClick={() => setAsked('import')} data-testid="import-week">
                {t('importList.open')}
              </Menu.Item>
            )}
            {group === null && (
              <Menu.Item
                renderRoot={(props) => (
                  <Link to="/lich-phat/in-tuan" search={{ station, from: monday }} {...props} />
                )}
              >
                {t('paper.week')}
              </Menu.Item>
            )}
            <Menu.Item onClick={() => window.print()}>{t('schedule.print')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </ScheduleHead>
      {group === null ? (
        <StationWeek station={station} monday={monday} />
      ) : (
        <GroupWeek group={group} monday={monday} />
      )}
      {asked === 'copy' && (
        <CopyDialog kind="week" station={station} from={monday} onClose={() => setAsked(null)} />
      )}
      {asked === 'import' && (
        <ImportList
          station={station}
          date={monday < today && today <= sunday ? today : monday}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}
