import { Popover, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { wordingQuery } from '../api/queries.ts'
import type { Bulletin, Version } from '../api/shapes.ts'
import { markedPieces } from '../data/wording.ts'
import { HintSays, UseHint } from './wording-hints.tsx'

/** A version's text; what might be said better is underlined, and says so when touched. */
export function WordedText({
  bulletin,
  version,
  onUse,
}: {
  bulletin: Bulletin
  version: Version
  onUse: ((text: string) => void) | null
}) {
  const { t } = useTranslation()
  const { language, text } = version
  const hints = useQuery(wordingQuery(bulletin.campaign?.id ?? null, language, text))
  return (
    <div className="bulletin-text" lang={language}>
      {markedPieces(text, hints.data?.hits ?? []).map((piece) =>
        piece.hint ? (
          <Popover key={piece.from} width={320} withArrow shadow="md">
            <Popover.Target>
              <UnstyledButton
                component="button"
                className="wording-mark"
                aria-label={t('wording.open', { phrase: piece.text })}
                data-testid="wording-mark"
              >
                {piece.text}
              </UnstyledButton>
            </Popover.Target>
            <Popover.Dropdown>
              <HintSays said={piece.text} hint={piece.hint} />
              {onUse && <UseHint text={text} hint={piece.hint} onUse={onUse} />}
            </Popover.Dropdown>
          </Popover>
        ) : (
          piece.text
        ),
      )}
    </div>
  )
}
