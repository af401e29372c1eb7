import { useState, useSyncExternalStore } from 'react'
import { lengthOf, minuteOf, timeOf, writtenDate } from '../text/format.ts'
import { AnswerForm } from './answer-form.tsx'
import { type Card, sortDay } from './day.ts'
import { type Duty, type DutyState, shownDay } from './duty.ts'
import { waitingOf } from './queue.ts'
import { RecallCards } from './recall-card.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { said, type TrucText } from './text.ts'

/** How many windows that wait are shown at once: an old phone scrolls badly. */
const SHOWN = 6

export type Words = Readonly<{ text: TrucText; language: 'vi' | 'en' }>

/** The duty officer's page: sign in, or the day. */
export function DutyPage({
  duty,
  now,
  words,
  onLanguage,
}: {
  duty: Duty
  /** This phone's clock, ticking. */
  now: number
  words: Words
  onLanguage: () => void
}) {
  const { text } = words
  const state = useSyncExternalStore(duty.listen, duty.state)
  const office = state.office ?? state.kept?.office ?? null
  const mustSignIn =
    state.session === 'signed-out' || (!state.kept && state.session !== 'signed-in')
  return (
    <>
      {office?.sample && (
        <section className="sample" aria-label={text.sample} data-testid="sample-ribbon">
          <b>{text.sample}</b>
        </section>
      )}
      <header className="head">
        <h1>{text.title}</h1>
        <button type="button" className="plain" onClick={onLanguage}>
          {text.language}
        </button>
      </header>
      <main>
        {state.problem && (
          <p className="problem" role="alert">
            {words.language === 'en' ? state.problem.en : state.problem.vi}
          </p>
        )}
        {mustSignIn ? (
          <SignInForm duty={duty} state={state} words={words} />
        ) : (
          <>
            {state.session === 'ended' && (
              <>
                <p className="problem" role="alert">
                  {text.signInAgain}
                </p>
                <SignInForm duty={duty} state={state} words={words} />
              </>
            )}
            <DayView duty={duty} state={state} now={now} words={words} />
          </>
        )}
      </main>
      <StatusLine state={state} text={text} />
    </>
  )
}

function DayView({
  duty,
  state,
  now,
  words,
}: {
  duty: Duty
  state: DutyState
  now: number
  words: Words
}) {
  const { text } = words
  const [all, setAll] = useState(false)
  const { kept } = state
  const shown = shownDay(state, now)
  if (!kept) return <p role="status">{state.online ? text.loading : text.noDay}</p>
  const at = now + kept.offsetMs
  const day = shown && sortDay(shown, state.queue, at)
  const card = (one: Card) => (
    <WindowCard key={one.window.window} card={one} day={shown} duty={duty} words={words} now={at} />
  )
  return (
    <>
      <div className="who">
        <b>{shown?.stationName ?? kept.office.name}</b>
        <span className="quiet">
          {kept.staff.name}
          {shown && ` · ${writtenDate(shown.date)}`}
        </span>
      </div>
      <RecallCards duty={duty} state={state} text={text} />
      <fieldset className="days">
        <legend className="unseen">{text.day}</legend>
        <button
          type="button"
          aria-pressed={!state.yesterday}
          onClick={() => void duty.showYesterday(false)}
        >
          {text.today}
        </button>
        <button
          type="button"
          aria-pressed={state.yesterday}
          onClick={() => void duty.showYesterday(true)}
        >
          {text.yesterday}
        </button>
      </fieldset>
      {!state.online && (
        <p className="quiet" role="status">
          {said(text.offline, { time: timeOf(kept.keptAt + kept.offsetMs, kept.office.zone) })}
        </p>
      )}
      {!day && <p role="status">{state.online ? text.loading : text.noDay}</p>}
      {shown?.windows.length === 0 && <p>{text.empty}</p>}
      {day && day.now.length > 0 && <Section title={text.now}>{day.now.map(card)}</Section>}
      {day && day.toDeclare.length > 0 && (
        <Section title={text.toDeclare}>
          {day.toDeclare.slice(0, all ? undefined : SHOWN).map(card)}
          {!all && day.toDeclare.length > SHOWN && (
            <button type="button" className="plain wide" onClick={() => setAll(true)}>
              {said(text.more, { n: day.toDeclare.length - SHOWN })}
            </button>
          )}
        </Section>
      )}
      {day && day.toDeclare.length === 0 && day.done.length > 0 && (
        <p className="all-done" data-testid="all-done">
          <span aria-hidden="true">✓</span> {text.allDone}
        </p>
      )}
      {day?.next && <Section title={text.next}>{card(day.next)}</Section>}
      {day && day.done.length > 0 && <Section title={text.done}>{day.done.map(card)}</Section>}
      <p className="foot">
        <button type="button" className="plain" onClick={() => void duty.signOut()}>
          {text.signOut}
        </button>
        <a href="/">{text.office}</a>
      </p>
    </>
  )
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function WindowCard({
  card,
  day,
  duty,
  words,
  now,
}: {
  card: Card
  day: ReturnType<typeof shownDay>
  duty: Duty
  words: Words
  now: number
}) {
  const { text, language } = words
  const [correcting, setCorrecting] = useState(false)
  const { window, said: answer, refusals } = card
  if (!day) return null
  const ended = window.endsAt <= now
  const running = window.startsAt <= now && !ended
  const settled = answer !== null && !correcting && refusals.length === 0
  return (
    <article
      className={`card${settled ? ' card-done' : ''}`}
      data-testid="duty-window"
      data-state={settled ? 'declared' : ended ? 'to-declare' : running ? 'now' : 'next'}
      data-window={window.window}
    >
      <h3>
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
          <ul className="expected" aria-label={text.expected}>
            {window.expected.map((one) => (
              <li key={`${one.at} ${one.title}`}>
                <span className="tabular">{timeOf(one.at, day.zone)}</span> {one.title}{' '}
                <span className="quiet tabular">{lengthOf(one.lengthMs)}</span>
              </li>
            ))}
            {window.expected.length === 0 && <li className="quiet">{text.nothingExpected}</li>}
          </ul>
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

/** How it stands with what was tapped: kept, being sent, or all gone. */
function StatusLine({ state, text }: { state: DutyState; text: TrucText }) {
  const staff = state.kept?.staff.id
  const waiting = staff
    ? waitingOf(state.queue, staff).length + state.wiped.filter((one) => one.staff === staff).length
    : 0
  return (
    <footer className="status">
      <p role="status" data-testid="duty-status" data-waiting={waiting}>
        {waiting > 0
          ? said(state.sending && state.online ? text.sending : text.kept, { n: waiting })
          : state.kept && state.session === 'signed-in'
            ? text.allSent
            : ''}
      </p>
    </footer>
  )
}
