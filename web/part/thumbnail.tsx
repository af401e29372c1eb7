import { useMemo } from 'react'
import { outlineOf, thinned } from '../data/waveform.ts'

/** A sound's shape, small; says nothing that words beside it do not. */
export function Thumbnail({ peaks }: { peaks: readonly number[] }) {
  const outline = useMemo(() => outlineOf(thinned(peaks, 60), 60), [peaks])
  return (
    <svg className="thumbnail" viewBox="0 0 60 2" preserveAspectRatio="none" aria-hidden="true">
      <path d={outline} />
    </svg>
  )
}
