import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftField } from '../data/campaign-draft.ts'
import { type Mark, markedPieces } from '../data/marks.ts'

/** The dispatch as it was put in, with the words marked that fields were read from. */
export function DispatchText({
  text,
  marks,
  looked,
}: {
  text: string
  marks: readonly Mark<DraftField>[]
  /** The field whose words stand out now. */
  looked: DraftField | null
}) {
  const { t } = useTranslation()
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    const words = looked && box.current?.querySelector<HTMLElement>(`[data-field~="${looked}"]`)
    if (!words || !box.current) return
    // Only the text moves: the field that is being looked at stays where it is.
    box.current.scrollTop = words.offsetTop - box.current.clientHeight / 3
  }, [looked])
  return (
    <section
      ref={box}
      className="dispatch-text"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys must reach it.
      tabIndex={0}
      lang="vi"
      aria-label={t('campaign.dispatchText')}
      data-testid="dispatch-text"
    >
      {markedPieces(text, marks).map((piece) =>
        piece.fields.length === 0 ? (
          piece.text
        ) : (
          <mark
            key={piece.start}
            data-field={piece.fields.join(' ')}
            data-looked={(looked && piece.fields.includes(looked)) || undefined}
            title={piece.fields.map((field) => t(`draft.field.${field}`)).join(', ')}
          >
            {piece.text}
          </mark>
        ),
      )}
    </section>
  )
}
