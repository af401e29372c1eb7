import { Button, Checkbox, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import { officeReadingsQuery } from '../api/queries.ts'
import type { SpeechSettings } from '../api/shapes.ts'
import { withReading } from '../data/spoken-text.ts'
import { ProblemNote } from '../part/problem-note.tsx'

/** How this bulletin, or the whole office, wants its own words read. */
export function SpeechReadings({
  readings,
  onChange,
  phrase,
  onPhrase,
  mayKeep,
  say,
}: {
  readings: SpeechSettings['readings']
  onChange: (readings: SpeechSettings['readings']) => void
  /** What is to be read otherwise. */
  phrase: string
  onPhrase: (phrase: string) => void
  /** Whether this person may say it for the office. */
  mayKeep: boolean
  /** The field for how it is read, to be reached from the sentences. */
  say: RefObject<HTMLInputElement | null>
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const office = useQuery({ ...officeReadingsQuery, enabled: mayKeep })
  const [words, setWords] = useState('')
  const [kept, setKept] = useState(false)
  const keep = useMutation({
    mutationFn: (all: SpeechSettings['readings']) =>
      answer(api.PUT('/api/v1/speech/readings', { body: { readings: all } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['office-readings'] })
      await queries.invalidateQueries({ queryKey: ['spoken-text'] })
    },
  })
  const add = () => {
    const changed = withReading(readings, phrase, words)
    if (changed === readings) return
    if (kept && office.data) keep.mutate(withReading(office.data.readings, phrase, words))
    onChange(changed)
    setWords('')
    onPhrase('')
  }
  // Inside the bulletin's form, Enter must not save the bulletin.
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    add()
  }
  return (
    <details className="speech-own" open={readings.length > 0 || phrase !== '' || undefined}>
      <summary>{t('speech.own')}</summary>
      <p className="note">{t('speech.ownSays')}</p>
      <ul>
        {readings.map((one) => (
          <li key={one.phrase}>
            <span>
              {one.phrase} → <b>{one.say}</b>
            </span>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => onChange(readings.filter(({ phrase }) => phrase !== one.phrase))}
              aria-label={t('speech.remove', { phrase: one.phrase })}
            >
              ✕
            </Button>
          </li>
        ))}
      </ul>
      <div className="form-row">
        <TextInput
          label={t('speech.phrase')}
          maxLength={80}
          value={phrase}
          onChange={(event) => onPhrase(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          data-testid="reading-phrase"
        />
        <TextInput
          ref={say}
          label={t('speech.say')}
          maxLength={300}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          data-testid="reading-say"
        />
      </div>
      {mayKeep && (
        <Checkbox
          mt="xs"
          label={t('speech.keep')}
          checked={kept}
          onChange={(event) => setKept(event.currentTarget.checked)}
        />
      )}
      <Button
        mt="xs"
        size="sm"
        variant="default"
        disabled={phrase.trim() === '' || words.trim() === ''}
        onClick={add}
        loading={keep.isPending}
        data-testid="reading-add"
      >
        {t('speech.add')}
      </Button>
      <ProblemNote error={keep.error} />
    </details>
  )
}
