import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StationStatus } from '../api/shapes.ts'
import { METER_LAG_MS, type MeterTrack } from '../data/meter-track.ts'
import { meterOf } from '../data/on-air.ts'
import { useDeps } from '../deps.ts'
import { useSigned } from '../part/office.ts'
import { figureOf } from '../text/format.ts'

/** A needle is steady at this rate; where motion is unwelcome it moves with the words, once a second. */
const NEEDLE_MS = 50
const WORDS_MS = 1_000

/**
 * One output's meter from −60 dBFS to full: the bar is the mean level, the mark the highest sample.
 * It is drawn without React, since twenty times a second would render the page for nothing.
 */
export function Meter({
  output,
  track,
  isLive,
}: {
  output: StationStatus['outputs'][number]
  track: MeterTrack
  isLive: boolean
}) {
  const { t, i18n } = useTranslation()
  const { clock } = useDeps()
  const { offsetMs } = useSigned()
  const still = useReducedMotion()
  const fill = useRef<HTMLSpanElement>(null)
  const mark = useRef<HTMLSpanElement>(null)
  const [words, setWords] = useState(output.levelMillibels)
  const { name, levelMillibels } = output
  useEffect(() => {
    let cancel = () => {}
    let saidAt = Number.NEGATIVE_INFINITY
    const look = () => {
      const heard = isLive ? track.at(name, clock.now() + offsetMs - METER_LAG_MS) : null
      const level = heard ?? { peak: levelMillibels, rms: levelMillibels }
      if (fill.current) fill.current.style.transform = `scaleX(${meterOf(level.rms)})`
      if (mark.current) mark.current.style.left = `${meterOf(level.peak) * 100}%`
      if (clock.monotonic() - saidAt >= WORDS_MS) {
        saidAt = clock.monotonic()
        setWords(level.rms)
      }
      cancel = clock.after(still ? WORDS_MS : NEEDLE_MS, look)
    }
    look()
    return () => cancel()
  }, [clock, offsetMs, track, isLive, still, name, levelMillibels])
  const db = Math.max(-60, Math.min(0, words / 100))
  const says =
    db <= -60
      ? t('outputs.silent')
      : t('onAir.meterValue', { value: figureOf(db, 1, i18n.language) })
  return (
    <div className="meter-row" data-testid={`meter-${name}`} data-live={isLive}>
      <span className="meter" aria-hidden="true">
        <span ref={fill} className="meter-fill" />
        <span ref={mark} className="meter-mark" />
      </span>
      <meter
        className="unseen"
        min={-60}
        max={0}
        value={db}
        aria-label={t('outputs.meters', { output: name })}
        aria-valuetext={says}
      />
      <span className="meter-value tabular">{says}</span>
    </div>
  )
}
