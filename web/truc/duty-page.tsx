import { useState, useSyncExternalStore } from 'react'
import { timeOf, writtenDate } from '../text/format.ts'
import type { Challenges } from './challenge.ts'
import { type Card, sortDay } from './day.ts'
import { type Duty, type DutyState, shownDay } from './duty.ts'
import type { Ear } from './ear.ts'
import { KeptSounds } from './kept-sounds.tsx'
import { waitingOf } from './queue.ts'
import { RecallCards } from './recall-card.tsx'
import { RecordCard } from './record-card.tsx'
import { SignInForm } from './sign-in-form.tsx'
import { aboutOf } from './sound-about.ts'
import { type Sounds, type SoundsState, waitingSounds } from './sounds.ts'
import { StopCard } from './stop-card.tsx'
import { said, type TrucText } from './text.ts'
import { targetAt } from './to-record.ts'
import { WindowCard } from './window-card.tsx'

/** How many windows that wait are shown at once: an old phone scrolls badly. */
const SHOWN = 6

/** What the page is made of, without its looks. */
export type Parts = Readonly<{
  duty: Duty
  ear: Ear
  sounds: Sounds
  challenges: Challenges
  newId(): string
}>

export type Words = Readonly<{ text: TrucText; language: 'vi' | 'en' }>

/** The duty officer's page: sign in, or the day. */
export function DutyPage({
  parts,
  now,
  words,
  onLanguage,
}: {
  parts: Parts
  /** This phone's clock, ticking. */
  now: number
  words: Words
  onLanguage: () => void
}) {
  const { text } = words
  const { duty, sounds } = parts
  const state = useSyncExternalStore(duty.listen, duty.state)
  const kept = useSyncExternalStore(sounds.listen, sounds.state)
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
            <DayView parts={parts} state={state} now={now} words={words} />
          </>
        )}
      </main>
      <StatusLine state={state} sounds={kept} text={text} />
    </>
  )
}

function DayView({
  parts,
  state,
  now,
  words,
}: {
  parts: Parts
  state: DutyState
  now: number
  words: Words
}) {
  const { text } = words
  const { duty, sounds, newId } = parts
  const [all, setAll] = useState(false)
  const { kept } = state
  const shown = shownDay(state, now)
  if (!kept) return <p role="status">{state.online ? text.loading : text.noDay}</p>
  const at = now + kept.offsetMs
  const day = shown && sortDay(shown, state.queue, at)
  const card = (one: Card) => (
    <WindowCard
      key={one.window.window}
      card={one}
      day={shown}
      duty={duty}
      words={words}
      now={at}
      onFile={(file, sound) => {
        if (!shown) return
        const made = { day: shown, kept, startedAt: null, fileName: file.name, challenge: null }
        const about = aboutOf({ ...made, window: one.window.window, sound, id: newId() })
        void sounds.add(file, about)
      }}
    />
  )
  const target = shown && !state.yesterday ? targetAt(shown, at) : null
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
      {shown && (
        <StopCard
          {...{ station: shown.station, stationName: shown.stationName, zone: shown.zone }}
          {...{ online: state.online, language: words.language, newId }}
        />
      )}
      {shown && !state.yesterday && (
        <RecordCard parts={parts} day={shown} target={target} kept={kept} now={now} words={words} />
      )}
      <KeptSounds sounds={sounds} staff={kept.staff.id} words={words} />
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

/** How it stands with what was tapped: kept, being sent, or all gone. */
function StatusLine({
  state,
  sounds,
  text,
}: {
  state: DutyState
  sounds: SoundsState
  text: TrucText
}) {
  const staff = state.kept?.staff.id
  const waiting = staff
    ? waitingOf(state.queue, staff).length +
      state.wiped.filter((one) => one.staff === staff).length +
      waitingSounds(sounds, staff).length
    : 0
  const sending = state.sending || sounds.sending !== null
  return (
    <footer className="status">
      <p role="status" data-testid="duty-status" data-waiting={waiting}>
        {waiting > 0
          ? said(sending && state.online ? text.sending : text.kept, { n: waiting })
          : state.kept && state.session === 'signed-in'
            ? text.allSent
            : ''}
      </p>
    </footer>
  )
}
