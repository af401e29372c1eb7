import { Button, Fieldset } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateField } from '../part/date-field.tsx'
import { writtenDate } from '../text/format.ts'

/** Days, each of which can be taken away again. */
export function DateList({
  legend,
  dates,
  onChange,
}: {
  legend: string
  dates: readonly string[]
  onChange: (dates: string[]) => void
}) {
  const { t } = useTranslation()
  const [next, setNext] = useState('')
  const add = () => {
    onChange([...new Set([...dates, next])].sort())
    setNext('')
  }
  return (
    <Fieldset legend={legend}>
      <ul className="dates">
        {dates.map((date) => (
          <li key={date} className="tabular">
            {writtenDate(date)}{' '}
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('airtime.remove', { name: writtenDate(date) })}
              onClick={() => onChange(dates.filter((one) => one !== date))}
            >
              ×
            </Button>
          </li>
        ))}
      </ul>
      <div className="form-row">
        <DateField label={t('airtime.newDate')} date={next} onDate={setNext} />
        <Button variant="default" size="sm" disabled={next === ''} onClick={add}>
          {t('airtime.addDate')}
        </Button>
      </div>
    </Fieldset>
  )
}
