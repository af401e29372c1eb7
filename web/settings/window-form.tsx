import { Button, Checkbox, Fieldset, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Station } from '../api/shapes.ts'
import { readSegments, type SegmentDraft } from '../data/window-form.ts'
import { DayButton } from '../part/day-button.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { localDateOf } from '../text/format.ts'

const sources = ['vov', 'province', 'district', 'commune'] as const
const days = [0, 1, 2, 3, 4, 5, 6] as const

/** A new window of the district, its segments in order of sounding, and who must relay it. */
export function WindowForm({
  stations,
  onDone,
}: {
  stations: readonly Station[]
  onDone: () => void
}) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const queries = useQueryClient()
  const today = localDateOf(useNow(60_000), office.zone)
  const [name, setName] = useState('')
  const [startsAt, setStartsAt] = useState('05:00')
  const [weekdays, setWeekdays] = useState(127)
  const [validFrom, setValidFrom] = useState('')
  const [segments, setSegments] = useState<readonly SegmentDraft[]>([
    { source: 'district', minutes: '30', campaignMinutes: '10' },
  ])
  const [relayedBy, setRelayedBy] = useState<readonly string[] | null>(null)
  const communes = stations.filter((station) => station.role === 'commune')
  const relays = relayedBy ?? communes.map((station) => station.id)
  const read = readSegments(segments)
  const add = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/windows', {
          body: {
            station: office.station,
            name: name || startsAt,
            startsAt: startsAt.length === 5 ? `${startsAt}:00` : startsAt,
            weekdays,
            validFrom: validFrom || today,
            segments: read ?? [],
            relayedBy: [...relays],
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['windows'] })
      onDone()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (read) add.mutate()
  }
  const change = (index: number, news: Partial<SegmentDraft>) =>
    setSegments(segments.map((one, at) => (at === index ? { ...one, ...news } : one)))
  return (
    <form onSubmit={submit}>
      <Stack>
        <div className="form-row">
          <TextInput
            inputMode="numeric"
            pattern="([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?"
            description="05:00"
            label={t('settings.startsAt')}
            required
            value={startsAt}
            onChange={(event) => setStartsAt(event.currentTarget.value)}
          />
          <TextInput
            label={t('settings.windowName')}
            value={name}
            placeholder={startsAt}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <DayButton
            label={t('settings.validFrom')}
            date={validFrom || today}
            onDate={setValidFrom}
          />
        </div>
        <Fieldset legend={t('settings.weekdays')}>
          <div className="checks">
            {days.map((day) => (
              <Checkbox
                key={day}
                label={t(`weekday.d${day}`)}
                checked={(weekdays & (1 << day)) !== 0}
                onChange={() => setWeekdays(weekdays ^ (1 << day))}
              />
            ))}
          </div>
        </Fieldset>
        <Fieldset legend={t('settings.segments')}>
          {segments.map((segment, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a segment is its place in the order.
            <fieldset key={index} className="form-row segment">
              <legend className="unseen">{t('settings.segment', { n: index + 1 })}</legend>
              <NativeSelect
                label={t('settings.source')}
                value={segment.source}
                onChange={(event) =>
                  change(index, { source: event.currentTarget.value as SegmentDraft['source'] })
                }
                data={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
              />
              <TextInput
                label={t('settings.minutes')}
                inputMode="decimal"
                value={segment.minutes}
                onChange={(event) => change(index, { minutes: event.currentTarget.value })}
              />
              {segment.source === 'district' && (
                <TextInput
                  label={t('settings.campaignMinutes')}
                  inputMode="decimal"
                  value={segment.campaignMinutes}
                  onChange={(event) =>
                    change(index, { campaignMinutes: event.currentTarget.value })
                  }
                />
              )}
              {segments.length > 1 && (
                <Button
                  variant="subtle"
                  aria-label={t('settings.removeSegment', { n: index + 1 })}
                  onClick={() => setSegments(segments.filter((_, at) => at !== index))}
                >
                  ×
                </Button>
              )}
            </fieldset>
          ))}
          <Button
            variant="default"
            size="sm"
            mt="xs"
            onClick={() =>
              setSegments([...segments, { source: 'province', minutes: '15', campaignMinutes: '' }])
            }
          >
            {t('settings.addSegment')}
          </Button>
          {!read && (
            <Text size="sm" role="alert">
              {t('settings.segmentsWrong')}
            </Text>
          )}
        </Fieldset>
        <Fieldset legend={t('settings.relayedBy')}>
          <div className="checks">
            {communes.map((station) => (
              <Checkbox
                key={station.id}
                label={station.name}
                checked={relays.includes(station.id)}
                onChange={(event) =>
                  setRelayedBy(
                    event.currentTarget.checked
                      ? [...relays, station.id]
                      : relays.filter((id) => id !== station.id),
                  )
                }
              />
            ))}
          </div>
        </Fieldset>
        <ProblemNote error={add.error} />
        <Button type="submit" loading={add.isPending} disabled={!read || weekdays === 0}>
          {t('settings.addWindow')}
        </Button>
      </Stack>
    </form>
  )
}
