import { Button, Checkbox, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyDay, copyWeek } from '../data/plan-change.ts'
import { mondayOf } from '../data/week-calendar.ts'
import { DayButton } from '../part/day-button.tsx'
import { Dialog } from '../part/dialog.tsx'
import { daysAfter, writtenDate } from '../text/format.ts'
import { useChanges } from './changes.ts'
import { useSchedulePlace } from './place.ts'

/** Days or weeks offered beside the one that is copied. */
const OFFERED = { day: 14, week: 6 } as const
/** What one copy may be given to. */
const MOST = 31

/** Copies a day onto other days, or a week onto other weeks. */
export function CopyDialog({
  kind,
  station,
  from,
  onClose,
}: {
  kind: 'day' | 'week'
  station: string
  /** Local date; of a week its Monday. */
  from: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { today } = useSchedulePlace()
  const { ask } = useChanges()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const step = kind === 'day' ? 1 : 7
  const first = kind === 'day' ? today : mondayOf(today)
  const offered = Array.from({ length: OFFERED[kind] }, (_, n) => daysAfter(first, n * step))
  const shown = [...new Set([...offered, ...chosen])].filter((date) => date !== from).sort()
  const toggle = (date: string) =>
    setChosen((before) =>
      before.includes(date) ? before.filter((one) => one !== date) : [...before, date],
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onClose()
    ask((kind === 'day' ? copyDay : copyWeek)([station], from, chosen))
  }
  const weekday = (date: string) => (Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 3) % 7
  return (
    <Dialog
      onClose={onClose}
      title={t(kind === 'day' ? 'copy.dayTitle' : 'copy.weekTitle', { date: writtenDate(from) })}
      size={560}
      className="change-dialog"
    >
      <form onSubmit={submit}>
        <Stack data-testid="copy-dialog">
          <p className="note">{t('copy.says')}</p>
          <fieldset className="copy-days">
            <legend>{t('copy.to')}</legend>
            {shown.map((date) => (
              <Checkbox
                key={date}
                checked={chosen.includes(date)}
                onChange={() => toggle(date)}
                label={
                  kind === 'week'
                    ? t('copy.weeks', { date: writtenDate(date) })
                    : `${t(`weekday.d${weekday(date) as 0}`)} ${writtenDate(date)}`
                }
                data-testid="copy-target"
              />
            ))}
          </fieldset>
          <DayButton
            label={t('copy.other')}
            date={chosen.at(-1) ?? daysAfter(from, step)}
            onDate={(date) => {
              const wanted = kind === 'week' ? mondayOf(date) : date
              if (wanted !== from && !chosen.includes(wanted)) toggle(wanted)
            }}
          />
          <p className="note" role="status">
            {chosen.length === 0 ? t('copy.none') : t('copy.chosen', { n: chosen.length })}
          </p>
          <div className="actions">
            <Button variant="default" onClick={onClose}>
              {t('change.cancel')}
            </Button>
            <Button
              type="submit"
              disabled={chosen.length === 0 || chosen.length > MOST}
              data-testid="copy-look"
            >
              {t('copy.look')}
            </Button>
          </div>
        </Stack>
      </form>
    </Dialog>
  )
}
