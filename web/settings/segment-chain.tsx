import { Button, Fieldset, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { liveSourcesQuery } from '../api/airtime.ts'
import { newSegment, readSegments, type SegmentDraft } from '../data/window-draft.ts'
import { useSpan } from '../part/spans.ts'

const sources = ['vov', 'province', 'district', 'commune'] as const

/** The chain of sources in order of sounding, and a bar that shows how their lengths add up. */
export function SegmentChain({
  segments,
  onChange,
}: {
  segments: readonly SegmentDraft[]
  onChange: (segments: SegmentDraft[]) => void
}) {
  const { t } = useTranslation()
  const span = useSpan()
  const read = readSegments(segments)
  const total = (read ?? []).reduce((sum, { lengthMs }) => sum + lengthMs, 0)
  const swap = (one: number, other: number) =>
    onChange(
      segments.map((part, at) => segments[at === one ? other : at === other ? one : at] ?? part),
    )
  return (
    <Fieldset legend={t('airtime.chain', { total: span(total) })}>
      <div className="chain-bar" aria-hidden="true">
        {(read ?? []).map(({ source, lengthMs }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the order.
          <span key={at} className={`chain-${source}`} style={{ flexGrow: lengthMs }}>
            {t(`source.${source}`)} {span(lengthMs)}
          </span>
        ))}
      </div>
      {segments.map((segment, at) => (
        <SegmentFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the order.
          key={at}
          number={at + 1}
          segment={segment}
          onChange={(news) =>
            onChange(segments.map((one, place) => (place === at ? { ...one, ...news } : one)))
          }
          onUp={at > 0 ? () => swap(at, at - 1) : null}
          onDown={at < segments.length - 1 ? () => swap(at, at + 1) : null}
          onRemove={
            segments.length > 1 ? () => onChange(segments.filter((_, place) => place !== at)) : null
          }
        />
      ))}
      <Button
        variant="default"
        size="sm"
        mt="xs"
        disabled={segments.length >= 10}
        onClick={() => onChange([...segments, { ...newSegment, source: 'province' }])}
      >
        {t('settings.addSegment')}
      </Button>
      {!read && (
        <p className="note" role="alert">
          {t('settings.segmentsWrong')}
        </p>
      )}
    </Fieldset>
  )
}

type FieldsProps = {
  number: number
  segment: SegmentDraft
  onChange: (news: Partial<SegmentDraft>) => void
  onUp: (() => void) | null
  onDown: (() => void) | null
  onRemove: (() => void) | null
}

function SegmentFields({ number, segment, onChange, onUp, onDown, onRemove }: FieldsProps) {
  const { t } = useTranslation()
  const live = useQuery(liveSourcesQuery)
  const fitting = (live.data ?? []).filter(({ source }) => source === segment.source)
  const own = segment.source === 'district' && segment.live === ''
  return (
    <fieldset className="form-row segment">
      <legend>{t('settings.segment', { n: number })}</legend>
      <NativeSelect
        label={t('settings.source')}
        value={segment.source}
        onChange={(event) =>
          onChange({ source: event.currentTarget.value as SegmentDraft['source'], live: '' })
        }
        data={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
      />
      <TextInput
        label={t('settings.minutes')}
        inputMode="decimal"
        value={segment.minutes}
        onChange={(event) => onChange({ minutes: event.currentTarget.value })}
      />
      {own ? (
        <TextInput
          label={t('settings.campaignMinutes')}
          inputMode="decimal"
          value={segment.campaignMinutes}
          onChange={(event) => onChange({ campaignMinutes: event.currentTarget.value })}
        />
      ) : (
        <TextInput
          label={t('airtime.least')}
          placeholder={t('airtime.leastHint')}
          inputMode="decimal"
          value={segment.leastMinutes}
          onChange={(event) => onChange({ leastMinutes: event.currentTarget.value })}
        />
      )}
      {fitting.length > 0 && (
        <NativeSelect
          label={t('airtime.live')}
          value={segment.live}
          onChange={(event) => onChange({ live: event.currentTarget.value })}
          data={[
            { value: '', label: t('airtime.liveNone') },
            ...fitting.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {!own && (
        <NativeSelect
          label={t('airtime.ending')}
          value={segment.end}
          onChange={(event) => onChange({ end: event.currentTarget.value as 'hard' | 'soft' })}
          data={(['hard', 'soft'] as const).map((value) => ({
            value,
            label: t(`airtime.${value}`),
          }))}
        />
      )}
      <span className="segment-moves">
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('airtime.up', { n: number })}
          disabled={!onUp}
          onClick={() => onUp?.()}
        >
          ↑
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('airtime.down', { n: number })}
          disabled={!onDown}
          onClick={() => onDown?.()}
        >
          ↓
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('settings.removeSegment', { n: number })}
          disabled={!onRemove}
          onClick={() => onRemove?.()}
        >
          ×
        </Button>
      </span>
    </fieldset>
  )
}
