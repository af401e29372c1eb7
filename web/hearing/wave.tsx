import { useMemo } from 'react'
import { outlineOf, thinned } from '../data/waveform.ts'

/** A stretch drawn on a wave; shares of its width. */
export type Band = Readonly<{
  key: string
  kind: 'heard' | 'differs'
  left: number
  width: number
}>

const PAIRS = 600

/** A sound's shape with stretches on it. Says nothing that words beside it do not. */
export function Wave({ peaks, bands }: { peaks: readonly number[]; bands: readonly Band[] }) {
  const outline = useMemo(() => outlineOf(thinned(peaks, PAIRS), PAIRS), [peaks])
  return (
    <div className="ear-wave" aria-hidden="true">
      <svg viewBox={`0 0 ${PAIRS} 2`} preserveAspectRatio="none" aria-hidden="true">
        <path d={outline} />
      </svg>
      {bands.map(({ key, kind, left, width }) => (
        <span
          key={key}
          className={`ear-band ear-${kind}`}
          data-testid={`band-${kind}`}
          style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
        />
      ))}
    </div>
  )
}
