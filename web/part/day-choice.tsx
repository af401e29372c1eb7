import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { daysAfter } from '../text/format.ts'
import { DayButton } from './day-button.tsx'

/** One local date, with the days beside it. */
export function DayChoice({
  date,
  today,
  onDate,
}: {
  date: string
  today: string
  onDate: (date: string) => void
}) {
  const { t } = useTranslation()
  return (
    <Group gap="xs" align="end" className="no-print">
      <Button
        variant="default"
        px="sm"
        aria-label={t('dayBefore')}
        onClick={() => onDate(daysAfter(date, -1))}
      >
        ‹
      </Button>
      <DayButton label={t('date')} date={date} onDate={onDate} />
      <Button
        variant="default"
        px="sm"
        aria-label={t('dayAfter')}
        onClick={() => onDate(daysAfter(date, 1))}
      >
        ›
      </Button>
      {date !== today && (
        <Button variant="subtle" px="xs" onClick={() => onDate(today)}>
          {t('today')}
        </Button>
      )}
    </Group>
  )
}
