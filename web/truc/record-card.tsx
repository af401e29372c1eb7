import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { DutyDay } from '../api/shapes.ts'
import { LOWEST_DB, levelVerdict, meterPercent, settleDb } from '../data/level.ts'
import { lengthOf, minuteOf, timeOf } from '../text/format.ts'
import type { Parts, Words } from './duty-page.tsx'
import type { Ear } from './ear.ts'
import type { Kept } from './kept.ts'
import { aboutOf } from './sound-about.ts'
import { said, type TrucText } from './text.ts'
import type { Target } from './to-record.ts'

/** Somebody who is there early may begin so much before. */
const EARLY_MS = 120_000
/** A challenge is good for ten minutes. */
const CHALLENGED_MS = 8 * 60_000
const LONGER_MS = 60_000

/** What to record, and the one button for it: it stops by itself when all of it has sounded. */
export function RecordCard({
  parts,
  day,
  target,
  kept,
  now,
  words: { text },
}: {
  parts: Parts
  day: DutyDay
  target: Target | null
  kept: Kept
  /** This phone's clock. */
  now: number
  words: Words
}) {
  const { ear, challenges, newId } = parts
  const state = useSyncExternalStore(ear.listen, ear.state)
  // What is being recorded stays on the card when the next bulletin's time has come.
  const [made, setMade] = useState<Target | null>(null)
  const shown = state.kind === 'on' ? (made ?? target) : target
  const at = now + kept.offsetMs
  const isNear = target !== null && at > target.fromAt - CHALLENGED_MS
  useEffect(() => {
    if (isNear) challenges.wish(day.station, at)
  }, [isNear, challenges, day.station, at])
  if (!shown) return null
  const { first } = shown
  const early = at < shown.fromAt - EARLY_MS
  const start = () => {
    setMade(shown)
    const until = shown.untilAt - kept.offsetMs
    void ear.start(until, (startedAt) =>
      aboutOf({
        ...{ id: newId(), day, kept, window: shown.window, sound: first, startedAt },
        challenge: challenges.take(day.station, startedAt + kept.offsetMs),
        fileName: `${day.station}-${minuteOf(first.at, day.zone).replace(':', '')}`,
      }),
    )
  }
  return (
    <section className="card record-card" aria-label={text.sound.title} data-testid="record-card">
      <h2 className="record-what">
        {said(text.sound.planned, { time: minuteOf(first.at, day.zone) })} ·{' '}
        {first.at > at
          ? said(text.sound.left, { span: spanOf(first.at - at, text) })
          : text.sound.sounding}
      </h2>
      <p>
        <b>{first.title}</b> <span className="quiet tabular">{lengthOf(first.lengthMs)}</span>
        {shown.count > 1 && ` ${said(text.sound.and, { n: shown.count - 1 })}`}
      </p>
      {state.kind === 'on' ? (
        <OnRecord
          ear={ear}
          startedAt={state.startedAt}
          untilAt={state.untilAt}
          now={now}
          text={text}
        />
      ) : (
        <>
          <button
            type="button"
            className="record-button"
            disabled={early || state.kind === 'opening'}
            onClick={start}
            data-testid="record"
          >
            {state.kind === 'opening' ? text.sound.opening : text.sound.title}
          </button>
          <p className="quiet">
            {early
              ? said(text.sound.early, { time: timeOf(shown.fromAt - EARLY_MS, day.zone) })
              : said(text.sound.hint, { time: timeOf(shown.untilAt, day.zone) })}
          </p>
        </>
      )}
      {state.kind === 'refused' && (
        <p className="problem" role="alert">
          {text.sound.refused[state.reason]}
        </p>
      )}
    </section>
  )
}

function OnRecord({
  ear,
  startedAt,
  untilAt,
  now,
  text,
}: {
  ear: Ear
  startedAt: number
  untilAt: number
  now: number
  text: TrucText
}) {
  const ring = useRef<HTMLButtonElement>(null)
  const [verdict, setVerdict] = useState<'quiet' | 'good' | 'loud' | null>(null)
  useEffect(() => {
    let shown = LOWEST_DB
    let highest = LOWEST_DB
    let ticks = 0
    const timer = setInterval(() => {
      const heard = ear.levelDb()
      shown = settleDb(shown, heard, 100)
      highest = Math.max(highest, heard)
      ring.current?.style.setProperty('--level', `${meterPercent(shown) / 100}`)
      ticks += 1
      if (ticks % 30 === 0) {
        setVerdict(levelVerdict(highest))
        highest = LOWEST_DB
      }
    }, 100)
    return () => clearInterval(timer)
  }, [ear])
  const whole = Math.max(1, untilAt - startedAt)
  const done = Math.min(1, Math.max(0, (now - startedAt) / whole))
  return (
    <>
      <button
        ref={ring}
        type="button"
        className="record-button recording"
        style={{ '--share': done } as React.CSSProperties}
        onClick={() => void ear.stop()}
        data-testid="record-stop"
      >
        <span>{text.sound.stop}</span>
        <span className="tabular countdown">{lengthOf(untilAt - now)}</span>
      </button>
      <p className="tabular" aria-live="off">
        {said(text.sound.recording, { length: lengthOf(untilAt - now) })}
      </p>
      <p className="quiet" role="status">
        {verdict ? text.sound[verdict] : ''}
      </p>
      <button type="button" className="plain" onClick={() => ear.extend(LONGER_MS)}>
        {text.sound.longer}
      </button>
    </>
  )
}

function spanOf(ms: number, text: TrucText): string {
  return ms < 60_000
    ? said(text.sound.span.seconds, { n: Math.ceil(ms / 1000) })
    : said(text.sound.span.minutes, { n: Math.round(ms / 60_000) })
}
