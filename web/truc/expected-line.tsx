import { useState } from 'react'
import { ProblemError } from '../api/problem.ts'
import type { RecordingLine } from '../api/shapes.ts'
import { lengthOf, timeOf } from '../text/format.ts'
import type { Words } from './duty-page.tsx'
import { soundCalls } from './sound-calls.ts'
import { said, type TrucText } from './text.ts'
import type { ExpectedSound } from './to-record.ts'

type Known = ExpectedSound['recordings'][number]

/** Something expected, with what recordings of it came to. */
export function ExpectedLine({
  sound,
  zone,
  words,
  onFile,
}: {
  sound: ExpectedSound
  zone: string
  words: Words
  /** Null while it has not sounded. */
  onFile: ((file: File) => void) | null
}) {
  const { text } = words
  return (
    <li data-testid="expected">
      <span className="tabular">{timeOf(sound.at, zone)}</span> {sound.title}{' '}
      <span className="quiet tabular">{lengthOf(sound.lengthMs)}</span>
      {sound.recordings.length > 0 && (
        <ul className="results" aria-label={text.sound.results}>
          {sound.recordings.map((one) => (
            <RecordingResult key={one.recording} known={one} words={words} />
          ))}
        </ul>
      )}
      {onFile && (
        <label className="choose-file">
          <span aria-hidden="true">{text.sound.file}</span>
          <input
            type="file"
            accept="audio/*,video/*"
            aria-label={said(text.sound.fileFor, { title: sound.title })}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? []
              event.currentTarget.value = ''
              if (file) onFile(file)
            }}
            data-testid="choose-file"
          />
        </label>
      )}
    </li>
  )
}

/** One recording: how it came out, and on a tap its sound, or why it could not be heard. */
function RecordingResult({ known, words }: { known: Known; words: Words }) {
  const { text, language } = words
  const [line, setLine] = useState<RecordingLine | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const look = () => {
    soundCalls
      .recording(known.recording)
      .then((found) => setLine(found))
      .catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error
        setProblem(language === 'en' ? error.problem.en : error.problem.vi)
      })
  }
  const ended = known.state === 'done' || known.state === 'failed'
  return (
    <li
      className={`result result-${resultOf(known)}`}
      data-testid="recording-result"
      data-result={resultOf(known)}
    >
      <span role="status">{resultWords(known, text)}</span>
      {ended && !line && (
        <button type="button" className="plain" onClick={look}>
          {text.sound.more}
        </button>
      )}
      {problem && <p className="problem">{problem}</p>}
      {line?.refusal && (
        <p className="problem">{language === 'en' ? line.refusal.en : line.refusal.vi}</p>
      )}
      {line?.state === 'done' && (
        // biome-ignore lint/a11y/useMediaCaption: a recording of a street has no text.
        <audio controls preload="none" src={`/api/v1/recordings/${known.recording}/sound`} />
      )}
    </li>
  )
}

/** Heard, and the bulletin not in it, is the same to who asks as not proved. */
function resultOf({ state, verdict }: Known): keyof TrucText['sound']['result'] {
  return state === 'done' ? (verdict ?? 'not-proved') : state
}

function resultWords(known: Known, text: TrucText): string {
  const result = resultOf(known)
  return `${result === 'proved' ? '✓ ' : ''}${text.sound.result[result]}`
}
