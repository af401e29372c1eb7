import { Checkbox, Fieldset, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Repeat } from '../data/window-repeat.ts'

const kinds = ['weekdays', 'fortnight', 'monthly', 'rule'] as const
const days = [0, 1, 2, 3, 4, 5, 6] as const
const nths = [
  { value: 1, label: 'n1' },
  { value: 2, label: 'n2' },
  { value: 3, label: 'n3' },
  { value: 4, label: 'n4' },
  { value: -1, label: 'last' },
] as const

/** On which days a window comes back, chosen in words; an RRULE for whoever knows them. */
export function RepeatFields({
  repeat,
  onChange,
}: {
  repeat: Repeat
  onChange: (repeat: Repeat) => void
}) {
  const { t } = useTranslation()
  const { kind, weekdays } = repeat
  return (
    <Fieldset legend={t('airtime.repeat')}>
      <div className="form-row">
        <NativeSelect
          aria-label={t('airtime.repeat')}
          value={kind}
          onChange={(event) =>
            onChange({ ...repeat, kind: event.currentTarget.value as Repeat['kind'] })
          }
          data={kinds.map((value) => ({ value, label: t(`airtime.repeats.${value}`) }))}
        />
        {kind === 'monthly' && (
          <>
            <NativeSelect
              label={t('airtime.nth')}
              value={repeat.nth}
              onChange={(event) => onChange({ ...repeat, nth: Number(event.currentTarget.value) })}
              data={nths.map(({ value, label }) => ({
                value: String(value),
                label: t(`airtime.nths.${label}`),
              }))}
            />
            <NativeSelect
              label={t('airtime.weekday')}
              value={repeat.weekday}
              onChange={(event) =>
                onChange({ ...repeat, weekday: Number(event.currentTarget.value) })
              }
              data={days.map((day) => ({ value: String(day), label: t(`weekday.d${day}`) }))}
            />
          </>
        )}
        {kind === 'rule' && (
          <TextInput
            label={t('airtime.rule')}
            description={t('airtime.ruleHint')}
            value={repeat.rule}
            onChange={(event) => onChange({ ...repeat, rule: event.currentTarget.value })}
          />
        )}
      </div>
      {(kind === 'weekdays' || kind === 'fortnight') && (
        <div className="checks repeat-days">
          {days.map((day) => (
            <Checkbox
              key={day}
              label={t(`weekday.d${day}`)}
              checked={(weekdays & (1 << day)) !== 0}
              onChange={() => onChange({ ...repeat, weekdays: weekdays ^ (1 << day) })}
            />
          ))}
        </div>
      )}
    </Fieldset>
  )
}
