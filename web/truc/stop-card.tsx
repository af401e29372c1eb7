import './stop.css'
import { useCallback, useEffect, useState } from 'react'
import type { StopPreview } from '../api/orders.ts'
import { ProblemError } from '../api/problem.ts'
import type { Problem } from '../api/shapes.ts'
import { minuteOf } from '../text/format.ts'
import { stopCalls } from './stop-calls.ts'
import { type Held, type StopsHere, stopsHere } from './stop-here.ts'
import { type StopText, stopEn, stopVi } from './stop-text.ts'
import { said } from './text.ts'

const CALM_MS = 20_000
/** While an order is on its way to the player. */
const AWAITED_MS = 2_000

type Asked = Readonly<
  { kind: 'stop'; id: string; preview: StopPreview } | { kind: 'restart'; stops: readonly string[] }
>

/** What changes nothing is what Enter presses. */
const focus = (button: HTMLButtonElement | null) => button?.focus()

/** Dừng phát of the own station: a press that reads it back, and a second one that does it. */
export function StopCard({
  station,
  stationName,
  zone,
  online,
  language,
  newId,
}: {
  station: string
  stationName: string
  zone: string
  online: boolean
  language: 'vi' | 'en'
  newId: () => string
}) {
  const text = language === 'en' ? stopEn : stopVi
  const [here, setHere] = useState<StopsHere | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [isSending, setIsSending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const look = useCallback(async () => {
    setHere(stopsHere(await stopCalls.stops(), station))
  }, [station])
  const every = here?.isOnItsWay ? AWAITED_MS : CALM_MS
  useEffect(() => {
    // Without a network nothing new is known; the page says elsewhere that there is none.
    const ask = () => void look().catch(() => undefined)
    ask()
    const timer = setInterval(ask, every)
    return () => clearInterval(timer)
  }, [look, every])
  const act = async (doing: () => Promise<void>) => {
    setIsSending(true)
    setProblem(null)
    try {
      await doing()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setProblem(error.problem)
    } finally {
      setIsSending(false)
    }
    await look().catch(() => undefined)
  }
  const open = () =>
    act(async () => {
      setAsked({ kind: 'stop', id: newId(), preview: await stopCalls.preview(station) })
    })
  const confirm = (sure: Asked) =>
    act(async () => {
      if (sure.kind === 'stop') await stopCalls.stop(sure.id, station)
      else await stopCalls.restart(sure.stops)
      setAsked(null)
    })
  if (!here) return null
  const mine = here.holding.filter(({ mayRestart }) => mayRestart).map(({ stop }) => stop)
  // Somebody else may have done it meanwhile, or the answer was lost on its way.
  const wish = asked?.kind === 'stop' && here.isWhole ? null : asked
  const isCalm = here.holding.length === 0 && !here.atStation && !here.restarting && !wish
  return (
    <section
      className={isCalm ? 'stop-line' : 'card stop-card'}
      aria-label={text.open}
      data-testid="stop-card"
    >
      {here.holding.map((held) => (
        <StopSaid key={held.stop} held={held} zone={zone} text={text} />
      ))}
      {here.atStation && <p>{said(text.atStation, { time: minuteOf(here.atStation.at, zone) })}</p>}
      {here.restarting && <p role="status">{text.step.restarting}</p>}
      {problem && (
        <p className="problem" role="alert">
          {language === 'en' ? problem.en : problem.vi}
        </p>
      )}
      {wish ? (
        <fieldset className="sure">
          <legend>
            {wish.kind === 'stop' ? said(text.asks, { station: stationName }) : text.restart}
          </legend>
          <ReadBack asked={wish} text={text} />
          <div className="others">
            <button type="button" ref={focus} onClick={() => setAsked(null)}>
              {text.keep}
            </button>
            <button
              type="button"
              className={wish.kind === 'stop' ? 'stop-now' : ''}
              disabled={isSending || !online}
              onClick={() => void confirm(wish)}
              data-testid="stop-sure"
            >
              {wish.kind === 'stop' ? text.doStop : text.doRestart}
            </button>
          </div>
        </fieldset>
      ) : (
        <>
          {mine.length > 0 && (
            <button
              type="button"
              disabled={isSending || !online}
              onClick={() => setAsked({ kind: 'restart', stops: mine })}
              data-testid="restart-station"
            >
              {text.restart}
            </button>
          )}
          {!here.isWhole && (
            <button
              type="button"
              className="plain"
              disabled={isSending || !online}
              onClick={() => void open()}
              data-testid="stop-station"
            >
              {text.open}
            </button>
          )}
        </>
      )}
      {!online && <p className="quiet">{text.offline}</p>}
    </section>
  )
}

function ReadBack({ asked, text }: { asked: Asked; text: StopText }) {
  if (asked.kind === 'restart') return <p>{text.restartSays}</p>
  const [place] = asked.preview.stations
  return (
    <>
      <p>{text.says}</p>
      {place?.sounding && <p>{said(text.sounding, { title: place.sounding })}</p>}
      {place?.way === 'telephone' && <p className="problem">{text.noWire}</p>}
    </>
  )
}

function StopSaid({ held, zone, text }: { held: Held; zone: string; text: StopText }) {
  const { cluster, step, orderedByName: name, orderedAt, reason } = held
  return (
    <>
      <h3>{cluster === null ? text.stopped : said(text.stoppedCluster, { cluster })}</h3>
      <p>
        {said(text.by, { name, time: minuteOf(orderedAt, zone) })}
        {reason && ` · ${reason}`}
      </p>
      <p role="status" data-testid="stop-step" data-step={step}>
        {text.step[step]}
      </p>
      {!held.mayRestart && <p>{text.theirs}</p>}
    </>
  )
}
