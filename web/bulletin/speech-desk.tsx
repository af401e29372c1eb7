import { Button, Progress } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { spokenTextQuery, voicesQuery } from '../api/queries.ts'
import type { SpeechSettings, Upload, Version, Voices } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { lengthOf } from '../text/format.ts'
import { useSentenceListening } from './sentence-listening.ts'
import { SpeechControls } from './speech-controls.tsx'
import { type SpeechMaking, useSpeechMaking } from './speech-making.ts'
import { SpeechReadings } from './speech-readings.tsx'
import { SpeechSentence } from './speech-sentence.tsx'
import '../style/speech.css'

type DeskProps = Readonly<{
  text: string
  language: Version['language']
  /** How it was spoken before, to begin with. */
  before: SpeechSettings | null
  /** The sound is there; `text` is what it says. */
  onReady: (upload: Upload, speech: SpeechSettings, text: string) => void
}>

/** A text read aloud by a machine: seen and heard sentence by sentence, then made sound as a whole. */
export function SpeechDesk(props: DeskProps) {
  const { t, i18n } = useTranslation()
  const voices = useQuery(voicesQuery)
  if (voices.isPending) return <Waiting />
  if (!voices.data) return <ProblemNote error={voices.error} again={() => void voices.refetch()} />
  const { data } = voices
  const spoken = data.voices.filter(({ language }) => language === props.language)
  const [first] = spoken
  return (
    <section className="speech" aria-label={t('speech.title')} data-testid="speech-desk">
      {data.faults.map((fault) => (
        <p key={fault.code} role="alert" className="refusal">
          {i18n.language === 'en' ? fault.en : fault.vi}
        </p>
      ))}
      {first ? (
        <Desk key={props.language} {...props} voices={spoken} usual={first.id} />
      ) : (
        <p className="note" data-testid="speech-silent">
          {t('speech.silent', { language: t(`lang.${props.language}`) })}
        </p>
      )}
    </section>
  )
}

function Desk({
  text,
  language,
  before,
  onReady,
  voices,
  usual,
}: DeskProps & Readonly<{ voices: Voices['voices']; usual: string }>) {
  const { t } = useTranslation()
  const [how, setHow] = useState(() => settingsFrom(before, voices, usual))
  const [phrase, setPhrase] = useState('')
  const say = useRef<HTMLInputElement>(null)
  // The server decides whether their unit is the office's.
  const mayKeep = hasRole(useSigned().session, 'editor', 'administrator')
  const [settled] = useDebouncedValue(text, 400)
  const isEmpty = settled.trim() === ''
  const preview = useQuery({ ...spokenTextQuery(settled, language, how), enabled: !isEmpty })
  const listening = useSentenceListening()
  const making = useSpeechMaking((upload, speech, wanted) => onReady(upload, speech, wanted.text))
  const sentences = isEmpty ? [] : (preview.data?.sentences ?? [])
  const busy = making.state === 'reading' || making.state === 'taking'
  const unread = sentences.some(({ rewrites }) => rewrites.some((one) => one.kind === 'unreadable'))
  return (
    <>
      <SpeechControls voices={voices} how={how} onChange={setHow} />
      {isEmpty && <p className="note">{t('speech.noText')}</p>}
      <ProblemNote error={preview.error} again={() => void preview.refetch()} />
      {sentences.length > 0 && (
        <>
          <h3 className="speech-count">
            {t('speech.sentences')} <small>{t('speech.count', { n: sentences.length })}</small>
          </h3>
          {unread && (
            <p role="alert" className="note speech-unread">
              {t('speech.unreadWarning')}
            </p>
          )}
          <ol className="speech-sentences" onKeyDown={walk}>
            {sentences.map((sentence, index) => (
              <SpeechSentence
                // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place in the text.
                key={index}
                {...{ sentence, language, number: index + 1 }}
                playing={listening.current === index}
                onPlay={() => listening.toggle(index, sentence.text, how)}
                onOtherwise={(written) => {
                  setPhrase(written)
                  say.current?.closest('details')?.setAttribute('open', '')
                  say.current?.focus()
                }}
              />
            ))}
          </ol>
          <ProblemNote error={listening.error} />
        </>
      )}
      <SpeechReadings
        {...{ phrase, mayKeep, say, onPhrase: setPhrase, readings: how.readings }}
        onChange={(readings) => setHow({ ...how, readings })}
      />
      <div className="speech-make">
        <Button
          onClick={() => making.make({ text, language, how })}
          disabled={text.trim() === '' || busy}
          data-testid="speech-make"
        >
          {t(making.state === 'ready' ? 'speech.makeAgain' : 'speech.make')}
        </Button>
        <Making making={making} />
      </div>
      <ProblemNote error={making.error} />
    </>
  )
}

function Making({ making }: { making: SpeechMaking }) {
  const { t } = useTranslation()
  const { state, progress, upload } = making
  if (state === 'idle' || state === 'failed') return null
  const sound = upload?.sound
  const percent =
    state === 'reading'
      ? progress && progress.of > 0
        ? (progress.spoken / progress.of) * 100
        : 0
      : (upload?.percent ?? 0)
  const says = () => {
    if (state === 'ready') return t('speech.made', { length: lengthOf(sound?.lengthMs ?? 0) })
    if (state === 'taking') return t('speech.taking', { percent: upload?.percent ?? 0 })
    return progress && progress.of > 0 ? t('speech.making', progress) : t('speech.starting')
  }
  return (
    <div className="speech-progress" data-testid="speech-progress" data-state={state}>
      <span role="status">{says()}</span>
      {state !== 'ready' && <Progress value={percent} aria-label={t('speech.make')} />}
    </div>
  )
}

/** As it was, while that voice is still there. */
function settingsFrom(
  before: SpeechSettings | null,
  voices: Voices['voices'],
  usual: string,
): SpeechSettings {
  const unchanged = { sentenceMs: 450, paragraphMs: 900 }
  if (before === null) return { voice: usual, speed: 100, pauses: unchanged, readings: [] }
  const known = voices.some(({ id }) => id === before.voice)
  return known ? before : { ...before, voice: usual }
}

/** Arrow keys go from sentence to sentence; Space and Enter play, as on any button. */
function walk(event: KeyboardEvent<HTMLOListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const buttons = [
    ...event.currentTarget.querySelectorAll<HTMLButtonElement>('[data-testid="speech-play"]'),
  ]
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  const next = buttons[at + step]
  if (at === -1 || !next) return
  event.preventDefault()
  next.focus()
}
