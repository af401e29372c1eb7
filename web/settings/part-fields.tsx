import { Button, Fieldset, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { fixedPartsQuery } from '../api/airtime.ts'
import type { WindowDraft } from '../data/window-draft.ts'
import { ProblemNote } from '../part/problem-note.tsx'

type Parts = Pick<WindowDraft, 'opens' | 'between' | 'closes' | 'timeSignals'>

/** What opens a window, stands between bulletins, closes it, and the time signals in it. */
export function PartFields({
  parts,
  onChange,
}: {
  parts: Parts
  onChange: (news: Partial<Parts>) => void
}) {
  const { t } = useTranslation()
  const known = useQuery(fixedPartsQuery)
  const choices = (known.data ?? []).map(({ id, title, contentType }) => ({
    value: id,
    label: `${t(`contentType.${contentType}`)}: ${title}`,
  }))
  const signals = (known.data ?? []).filter(({ contentType }) => contentType === 'time-signal')
  const nameOf = (id: string) => choices.find(({ value }) => value === id)?.label ?? id
  const chosen = (where: 'opens' | 'closes') => (
    <div>
      <ol className="dates">
        {parts[where].map((id, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same part may stand twice.
          <li key={`${id} ${at}`}>
            {nameOf(id)}{' '}
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('airtime.remove', { name: nameOf(id) })}
              onClick={() => onChange({ [where]: parts[where].filter((_, place) => place !== at) })}
            >
              ×
            </Button>
          </li>
        ))}
      </ol>
      <NativeSelect
        label={t(`airtime.${where}`)}
        aria-label={t('airtime.addPart', { where: t(`airtime.${where}`) })}
        value=""
        onChange={(event) => onChange({ [where]: [...parts[where], event.currentTarget.value] })}
        data={[{ value: '', label: t('airtime.choose') }, ...choices]}
      />
    </div>
  )
  return (
    <Fieldset legend={t('airtime.parts')}>
      <p className="note">{t('airtime.partsUsual')}</p>
      <ProblemNote error={known.error} again={() => void known.refetch()} />
      <div className="form-row">
        {chosen('opens')}
        <NativeSelect
          label={t('airtime.between')}
          value={parts.between}
          onChange={(event) => onChange({ between: event.currentTarget.value })}
          data={[{ value: '', label: t('airtime.none') }, ...choices]}
        />
        {chosen('closes')}
      </div>
      {parts.timeSignals.map((signal, at) => {
        const change = (news: Partial<typeof signal>) =>
          onChange({
            timeSignals: parts.timeSignals.map((one, place) =>
              place === at ? { ...one, ...news } : one,
            ),
          })
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a signal is its place in the list.
          <div key={at} className="form-row">
            <NativeSelect
              label={t('airtime.signals')}
              value={signal.bulletin}
              onChange={(event) => change({ bulletin: event.currentTarget.value })}
              data={signals.map(({ id, title }) => ({ value: id, label: title }))}
            />
            <TextInput
              label={t('airtime.signalAt')}
              placeholder="05:00:00"
              inputMode="numeric"
              value={signal.at}
              onChange={(event) => change({ at: event.currentTarget.value })}
            />
            <Button
              variant="subtle"
              aria-label={t('airtime.remove', { name: t('airtime.signals') })}
              onClick={() =>
                onChange({ timeSignals: parts.timeSignals.filter((_, place) => place !== at) })
              }
            >
              ×
            </Button>
          </div>
        )
      })}
      {signals[0] && (
        <Button
          variant="default"
          size="sm"
          mt="xs"
          onClick={() =>
            onChange({
              timeSignals: [...parts.timeSignals, { bulletin: signals[0]?.id ?? '', at: '' }],
            })
          }
        >
          {t('airtime.addPart', { where: t('airtime.signals') })}
        </Button>
      )}
    </Fieldset>
  )
}
