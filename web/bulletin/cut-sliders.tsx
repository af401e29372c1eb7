import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sound } from '../api/shapes.ts'
import { type Cut, moved, originalLengthMs, SHORTEST_MS, stepOf } from '../data/cut.ts'
import { outlineOf } from '../data/waveform.ts'
import { figureOf } from '../text/format.ts'

/** Width of the drawing in its own units. */
const WIDTH = 1_000

/** The original's waveform with a handle at each end; what is cut off already is drawn as silence. */
export function CutSliders({
  sound,
  was,
  cut,
  onCut,
}: {
  sound: Sound
  /** The cut that the sound's own waveform has. */
  was: Cut
  cut: Cut
  onCut: (cut: Cut) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const wholeMs = originalLengthMs(sound)
  const x = (ms: number) => (ms / wholeMs) * WIDTH
  const percent = (ms: number) => `${(ms / wholeMs) * 100}%`
  const drag = (end: keyof Cut) => (event: PointerEvent<HTMLElement>) => {
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const frame = box.current?.getBoundingClientRect()
    if (!frame) return
    const at = ((event.clientX - frame.left) / frame.width) * wholeMs
    onCut(moved(cut, end, end === 'startMs' ? at : wholeMs - at, wholeMs))
  }
  const common = { cut, wholeMs, onCut }
  return (
    <div className="cut" ref={box} data-testid="cut">
      <svg viewBox={`0 0 ${WIDTH} 2`} preserveAspectRatio="none" aria-hidden="true">
        <path
          d={outlineOf(sound.peaks, x(wholeMs - was.startMs - was.endMs))}
          transform={`translate(${x(was.startMs)} 0)`}
        />
      </svg>
      <span className="cut-off" style={{ left: 0, width: percent(cut.startMs) }} />
      <span className="cut-off" style={{ right: 0, width: percent(cut.endMs) }} />
      <Handle {...common} end="startMs" at={percent(cut.startMs)} onPointer={drag('startMs')} />
      <Handle {...common} end="endMs" at={percent(wholeMs - cut.endMs)} onPointer={drag('endMs')} />
    </div>
  )
}

function Handle({
  end,
  at,
  cut,
  wholeMs,
  onCut,
  onPointer,
}: {
  end: keyof Cut
  at: string
  cut: Cut
  wholeMs: number
  onCut: (cut: Cut) => void
  onPointer: (event: PointerEvent<HTMLElement>) => void
}) {
  const { t, i18n } = useTranslation()
  const other = end === 'startMs' ? cut.endMs : cut.startMs
  const key = (event: KeyboardEvent) => {
    const step = stepOf(event.key, event.shiftKey, end)
    if (step === null && event.key !== 'Home') return
    event.preventDefault()
    onCut(moved(cut, end, step === null ? 0 : cut[end] + step, wholeMs))
  }
  return (
    <span
      role="slider"
      tabIndex={0}
      className="cut-handle"
      style={{ left: at }}
      aria-label={t(end === 'startMs' ? 'trim.start' : 'trim.end')}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, wholeMs - other - SHORTEST_MS)}
      aria-valuenow={cut[end]}
      aria-valuetext={t('trim.seconds', { n: figureOf(cut[end] / 1000, 1, i18n.language) })}
      onKeyDown={key}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      data-testid={`cut-${end}`}
    />
  )
}
