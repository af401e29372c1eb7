import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { wordingQuery } from '../api/queries.ts'
import type { Version, WordingHint } from '../api/shapes.ts'
import { suggested } from '../data/wording.ts'

/** After this long without a keystroke the words are looked at, ms. */
const PAUSE_MS = 500

/** What might be said better in a text that is being written; never in the way of anything. */
export function WordingHints({
  campaign,
  language,
  text,
  onUse,
}: {
  campaign: string | null
  language: Version['language']
  text: string
  onUse: (text: string) => void
}) {
  const { t } = useTranslation()
  const [written] = useDebouncedValue(text, PAUSE_MS)
  const hints = useQuery(wordingQuery(campaign, language, written))
  // Places are those of the text that was looked at; while it changes there is nothing to show.
  const found = written === text ? (hints.data?.hits ?? []) : []
  if (found.length === 0) return null
  return (
    <section className="wording-hints" aria-label={t('wording.hints')} data-testid="wording-hints">
      <h3 className="part-title">{t('wording.hints')}</h3>
      <ul>
        {found.map((hint) => (
          <li key={`${hint.start} ${hint.phrase}`}>
            <HintSays said={text.slice(hint.start, hint.end)} hint={hint} />
            <UseHint text={text} hint={hint} onUse={onUse} />
          </li>
        ))}
      </ul>
      <p className="note">{t('wording.never')}</p>
    </section>
  )
}

/** What was found, what to say instead, and why. */
export function HintSays({ said, hint }: { said: string; hint: WordingHint }) {
  const { t } = useTranslation()
  return (
    <div>
      <span>
        “<mark>{said}</mark>”
      </span>
      {hint.suggestion && (
        <b className="hint-instead">{t('wording.instead', { suggestion: hint.suggestion })}</b>
      )}
      <span className="note">{hint.note}</span>
    </div>
  )
}

/** Puts the suggestion into the text, if there is one. */
export function UseHint({
  text,
  hint,
  onUse,
}: {
  text: string
  hint: WordingHint
  onUse: (text: string) => void
}) {
  const { t } = useTranslation()
  if (!hint.suggestion) return null
  return (
    <Button
      size="compact-sm"
      variant="default"
      onClick={() => onUse(suggested(text, hint))}
      data-testid="wording-use"
    >
      {t('wording.use')}
    </Button>
  )
}
