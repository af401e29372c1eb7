import { useReducedMotion } from '@mantine/hooks'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { outlineOf } from '../data/waveform.ts'
import { useDeps } from '../deps.ts'
import { useSigned } from '../part/office.ts'

/** How wide a second is drawn. */
const PIXELS_PER_SECOND = 18

/**
 * The bulletin's waveform drawn past a playhead that stands still. Moves with the screen's frames, or
 * once a second where motion is unwelcome. Without peaks (a sound not known here) a plain band moves.
 */
export function MovingWaveform({
  startedAt,
  endsAt,
  lagMs,
  peaks,
}: {
  startedAt: number
  endsAt: number
  /** How far behind the sound it is drawn, so that it moves with the meters. */
  lagMs: number
  peaks: readonly number[] | null
}) {
  const { t } = useTranslation()
  const { clock } = useDeps()
  const { offsetMs } = useSigned()
  const still = useReducedMotion()
  const wave = useRef<SVGSVGElement>(null)
  const width = Math.max(1, ((endsAt - startedAt) / 1000) * PIXELS_PER_SECOND)
  const outline = useMemo(
    () => (peaks && peaks.length > 0 ? outlineOf(peaks, width) : `M0,0.6H${width}V1.4H0Z`),
    [peaks, width],
  )
  useEffect(() => {
    let cancel = () => {}
    const move = () => {
      const played = (clock.now() + offsetMs - lagMs - startedAt) / 1000
      if (wave.current)
        wave.current.style.transform = `translateX(${-played * PIXELS_PER_SECOND}px)`
      if (still) cancel = clock.after(1000, move)
      else {
        const frame = requestAnimationFrame(move)
        cancel = () => cancelAnimationFrame(frame)
      }
    }
    move()
    return () => cancel()
  }, [clock, offsetMs, lagMs, startedAt, still])
  return (
    <div className="moving" role="img" aria-label={t('onAir.waveform')}>
      <svg
        ref={wave}
        className="moving-wave"
        viewBox={`0 0 ${width} 2`}
        style={{ width }}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d={outline} />
      </svg>
      <span className="playhead" aria-hidden="true" />
    </div>
  )
}
