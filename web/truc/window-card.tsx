import { useState } from 'react'
import type { DutyDay } from '../api/shapes.ts'
import { minuteOf } from '../text/format.ts'
import { AnswerForm } from './answer-form.tsx'
import type { Card } from './day.ts'
import type { Duty } from './duty.ts'
import type { Words } from './duty-page.tsx'
import { ExpectedLine } from './expected-line.tsx'
import { said } from './text.ts'
import type { ExpectedSound } from './to-record.ts'

/** A window: what it holds, what was said of it, and what recordings say. */
export function WindowCard({
  card,
  day,
  duty,
  words,
  now,
  onFile,
}: {
  card: Card
  day: DutyDay | null
  duty: Duty
  words: Words
  /** The server's clock. */
  now: number
  onFile: (file: File, sound: ExpectedSound) => void
}) {
  const { text, language } = words
  const [correcting, setCorrecting] = useState(false)
  const { window, said: answer, refusals } = card
  if (!day) return null
  const ended = window.endsAt <= now
  const running = window.startsAt <= now && !ended
  const settled = answer !== null && !correcting && refusals.length === 0
  const expected = (
    <ul className="expected" aria-label={text.expected}>
      {window.expected.map((one) => (
        <ExpectedLine
          key={`${one.at} ${one.title}`}
          sound={one}
          zone={day.zone}
          words={words}
          onFile={one.at <= now ? (file) => onFile(file, one) : null}
        />
      ))}
      {window.expected.length === 0 && <li className="quiet">{text.nothingExpected}</li>}
    </ul>
  )
  return (
    <article
      className={`card${settled ? ' card-done' : ''}`}
      data-testid="duty-window"
      data-state={settled ? 'declared' : ended ? 'to-declare' : running ? 'now' : 'next'}
      data-window={window.window}
    >
      <h3>
        {window.emergency ? `${text.emergency} ` : ''}
        {minuteOf(window.startsAt, day.zone)}–{minuteOf(window.endsAt, day.zone)}
        {settled && (
          <span className="verdict">
            {' '}
            {answer.verdict === 'full' && <span aria-hidden="true">✓ </span>}
            {text[answer.verdict]}
            {answer.reason && ` · ${text.reasons[answer.reason]}`}
          </span>
        )}
      </h3>
      {settled && expected}
      {settled ? (
        <div className="settled">
          <span className="quiet">
            {answer.waiting ? text.waiting : ''}
            {answer.note ? ` ${answer.note}` : ''}
          </span>
          <button type="button" className="plain" onClick={() => setCorrecting(true)}>
            {text.correct}
          </button>
        </div>
      ) : (
        <>
          {expected}
          {refusals.map((entry) => (
            <div key={entry.declaration.id} className="problem" role="alert" data-testid="refused">
              <b>{text.refused}</b> {language === 'en' ? entry.refusal?.en : entry.refusal?.vi}
              <button
                type="button"
                className="plain"
                onClick={() => duty.drop(entry.declaration.id)}
              >
                {text.drop}
              </button>
            </div>
          ))}
          {running && (
            <p className="quiet">
              {said(text.endsAt, { time: minuteOf(window.endsAt, day.zone) })}
            </p>
          )}
          {ended && (
            <AnswerForm
              text={text}
              correcting={answer !== null}
              onCancel={answer ? () => setCorrecting(false) : null}
              onAnswer={({ verdict, reason, note }) => {
                duty.declare({
                  station: day.station,
                  window: window.window,
                  date: day.date,
                  verdict,
                  reason: verdict === 'full' ? null : reason,
                  note: note.trim() || null,
                  replaces: answer?.id ?? null,
                })
                setCorrecting(false)
              }}
            />
          )}
        </>
      )}
    </article>
  )
}
