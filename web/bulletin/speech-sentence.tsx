import { ActionIcon } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SpokenText } from '../api/shapes.ts'
import { stretchesOf, worthTelling } from '../data/spoken-text.ts'

/** One sentence as it is written and as it will be said, with a button to hear it. */
export function SpeechSentence({
  sentence,
  number,
  language,
  playing,
  onPlay,
  onOtherwise,
}: {
  sentence: SpokenText
  number: number
  language: string
  playing: boolean
  onPlay: () => void
  /** Somebody wants this phrase read otherwise. */
  onOtherwise: (phrase: string) => void
}) {
  const { t } = useTranslation()
  const silent = sentence.spoken === ''
  return (
    <li className="speech-sentence" data-testid="speech-sentence">
      <ActionIcon
        size={44}
        variant={playing ? 'filled' : 'default'}
        onClick={onPlay}
        disabled={silent}
        aria-pressed={playing}
        aria-label={t(playing ? 'speech.stop' : 'speech.play', { n: number })}
        data-testid="speech-play"
      >
        <span aria-hidden>{playing ? '■' : '▶'}</span>
      </ActionIcon>
      <div className="speech-words">
        <p lang={language}>
          {stretchesOf(sentence).map(({ text, at, rewrite }) =>
            rewrite ? (
              <mark key={at} data-kind={rewrite.kind}>
                {text}
              </mark>
            ) : (
              <span key={at}>{text}</span>
            ),
          )}
        </p>
        <ul className="speech-rewrites">
          {worthTelling(sentence).map(({ kind, written, spoken, at }) => (
            <li key={at} data-kind={kind}>
              <button
                type="button"
                onClick={() => onOtherwise(written)}
                title={`${t(`speech.kind.${kind}`)}. ${t('speech.otherwise', { phrase: written })}`}
              >
                <span lang={language}>{written}</span>
                <span aria-hidden> → </span>
                <b lang={language}>
                  {spoken || t(kind === 'unreadable' ? 'speech.unread' : 'speech.unsaid')}
                </b>
              </button>
            </li>
          ))}
        </ul>
        {silent && <p className="note">{t('speech.nothing')}</p>}
      </div>
    </li>
  )
}
