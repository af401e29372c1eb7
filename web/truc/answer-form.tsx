import { useState } from 'react'
import type { MissReason, Verdict } from '../api/shapes.ts'
import { type Answer, missing } from './day.ts'
import type { TrucText } from './text.ts'

const reasons: readonly MissReason[] = [
  'power-cut',
  'no-signal',
  'equipment',
  'interference',
  'storm',
  'absent',
  'other',
]

/**
 * One tap for "relayed in full"; two for the others: the verdict, then the reason. Only another
 * reason, and a correction, ask for words as well.
 */
export function AnswerForm({
  text,
  correcting,
  onAnswer,
  onCancel,
}: {
  text: TrucText
  correcting: boolean
  onAnswer: (answer: Answer) => void
  onCancel: (() => void) | null
}) {
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [reason, setReason] = useState<MissReason | null>(null)
  const [note, setNote] = useState('')
  const give = (news: Partial<Answer>) => {
    const answer = { verdict: verdict ?? 'full', reason, note, ...news }
    if (missing(answer, correcting) === null) onAnswer(answer)
  }
  const choose = (chosen: Verdict) => {
    setVerdict(chosen)
    setReason(null)
    if (chosen === 'full') give({ verdict: chosen, reason: null })
  }
  const asksReason = verdict !== null && verdict !== 'full'
  const asksNote = verdict !== null && (correcting || reason === 'other')
  return (
    <div className="answer">
      {correcting && <p className="quiet">{text.correcting}</p>}
      <button
        type="button"
        className="full"
        aria-pressed={verdict === 'full'}
        onClick={() => choose('full')}
        data-testid="verdict-full"
      >
        {text.full}
      </button>
      <div className="others">
        <button
          type="button"
          aria-pressed={verdict === 'partial'}
          onClick={() => choose('partial')}
          data-testid="verdict-partial"
        >
          {text.partial}
        </button>
        <button
          type="button"
          aria-pressed={verdict === 'none'}
          onClick={() => choose('none')}
          data-testid="verdict-none"
        >
          {text.none}
        </button>
      </div>
      {asksReason && (
        <fieldset className="reasons">
          <legend>{text.why}</legend>
          {reasons.map((one) => (
            <button
              key={one}
              type="button"
              className="chip"
              aria-pressed={reason === one}
              onClick={() => {
                setReason(one)
                give({ reason: one })
              }}
              data-testid={`reason-${one}`}
            >
              {text.reasons[one]}
            </button>
          ))}
        </fieldset>
      )}
      {asksNote && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            give({})
          }}
        >
          <label>
            {correcting ? text.correctWhy : text.noteOther}
            <textarea
              required
              rows={2}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </label>
          <button type="submit" className="full" data-testid="declare">
            {text.send}
          </button>
        </form>
      )}
      {onCancel && (
        <button type="button" className="plain wide" onClick={onCancel}>
          {text.cancel}
        </button>
      )}
    </div>
  )
}
