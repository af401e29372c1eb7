import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateField } from './date-field.tsx'

/**
 * A local date and time of day to type, dates as people here write them.
 *
 * @param moment `2024-09-13T05:00`; '' while there is none, or none that is whole
 */
export function MomentField({
  label,
  moment,
  onMoment,
  note,
  testid,
}: {
  label: string
  moment: string
  onMoment: (moment: string) => void
  note: string | null
  testid: string
}) {
  const { t } = useTranslation()
  const [date, setDate] = useState(moment.slice(0, 10))
  const [time, setTime] = useState(moment.slice(11) || '00:00')
  const wrong = !isTime(time)
  const tell = (day: string, hour: string) =>
    onMoment(day !== '' && isTime(hour) ? `${day}T${hour.padStart(5, '0')}` : '')
  return (
    <div className="moment-field">
      <DateField
        label={label}
        description={note}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        date={date}
        onDate={(day) => {
          setDate(day)
          tell(day, time)
        }}
        data-testid={testid}
      />
      <TextInput
        aria-label={`${label}, ${t('hourLabel')}`}
        label={t('hourLabel')}
        inputMode="numeric"
        maxLength={5}
        value={time}
        error={wrong ? t('hourWrong') : null}
        onChange={(event) => {
          setTime(event.currentTarget.value)
          tell(date, event.currentTarget.value)
        }}
        data-testid={`${testid}-time`}
      />
    </div>
  )
}

function isTime(text: string): boolean {
  return /^([01]?\d|2[0-3]):[0-5]\d$/.test(text)
}
