import { ActionIcon, TextInput, type TextInputProps } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readDate } from '../data/written-date.ts'
import { writtenDate } from '../text/format.ts'

/**
 * A local date that may be typed, `15/8/2024`, or taken from the browser's calendar; the browser's own
 * way of writing dates is never shown, since on an English one it puts the month first.
 *
 * @param date as the API writes it; '' for none
 */
export function DateField({
  date,
  onDate,
  error,
  ...field
}: {
  date: string
  onDate: (date: string) => void
} & Omit<TextInputProps, 'value' | 'onChange'>) {
  const { t } = useTranslation()
  const picker = useRef<HTMLInputElement>(null)
  // What is being typed, while it is no date yet.
  const [typed, setTyped] = useState<string | null>(null)
  const wrong = typed !== null && typed.trim() !== '' && readDate(typed) === null
  const type = (text: string) => {
    setTyped(text)
    onDate(readDate(text) ?? '')
  }
  const choose = (chosen: string) => {
    setTyped(null)
    onDate(chosen)
  }
  return (
    <span className="date-field">
      <TextInput
        {...field}
        inputMode="numeric"
        placeholder={t('dateHint')}
        value={typed ?? (date && writtenDate(date))}
        error={wrong ? t('dateWrong') : error}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => !wrong && setTyped(null)}
        rightSection={
          <ActionIcon
            variant="subtle"
            aria-label={t('dateChoose')}
            onClick={() => picker.current?.showPicker()}
          >
            <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4" />
            </svg>
          </ActionIcon>
        }
      />
      <input
        ref={picker}
        type="date"
        className="unseen"
        tabIndex={-1}
        aria-hidden="true"
        value={date}
        onChange={(event) => event.currentTarget.value && choose(event.currentTarget.value)}
      />
    </span>
  )
}
