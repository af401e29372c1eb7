import { Button, SegmentedControl } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Find, Recording } from '../api/shapes.ts'
import { aroundFind, originalAt, peaksIn, placeIn, type View } from '../data/in-step.ts'
import { dateOf, lengthOf } from '../text/format.ts'
import { bandsOf } from './bands.ts'
import { useInStep, type Which } from './use-in-step.ts'
import { Wave } from './wave.tsx'

const STEP_MS = 100

/** The recording with what was found on it, below it the original; one playhead over both. */
export function TwoWaves({
  recording,
  find,
  jump,
  onPlace,
}: {
  recording: Recording
  find: Find | null
  /** Somebody wants to hear what lies there. */
  jump: Readonly<{ ms: number }> | null
  /** Where listening stands, ms, whenever it is stopped or moved. */
  onPlace: (ms: number) => void
}) {
  const { t } = useTranslation()
  const [which, setWhich] = useState<Which>('recording')
  const [whole, setWhole] = useState(false)
  const durationMs = recording.durationMs ?? 0
  const all = { fromMs: 0, toMs: durationMs }
  const view = find && !whole ? aroundFind(find, durationMs) : all
  const step = useInStep(find, which)
  const original = recording.originals.find(({ asset }) => asset === find?.asset)
  const { seek, play, atMs, playing } = step
  useEffect(() => {
    if (!playing) onPlace(atMs)
  }, [playing, atMs, onPlace])
  const { fromMs, toMs } = view
  const beginsMs = find ? aroundFind(find, durationMs).fromMs : 0
  // What is chosen is where one stands; what is asked for is what one hears.
  useEffect(() => {
    seek(jump?.ms ?? beginsMs)
    if (jump) play()
  }, [seek, play, jump, beginsMs])
  const peaks = useMemo(
    () => peaksIn(recording.peaks, durationMs, { fromMs, toMs }),
    [recording.peaks, durationMs, fromMs, toMs],
  )
  const now = ((step.atMs - fromMs) / Math.max(1, toMs - fromMs)) * 100
  const inOriginal = find ? originalAt(find, step.atMs) : null
  return (
    <section className="two-waves" aria-label={t('hearing.waves')} data-testid="two-waves">
      {/* biome-ignore lint/a11y/useMediaCaption: a recording of a street has no text. */}
      <audio ref={step.recording} src={recording.sound ?? undefined} preload="auto" />
      {/* biome-ignore lint/a11y/useMediaCaption: its text stands with the bulletin. */}
      <audio ref={step.original} src={original?.sound} preload="auto" />
      <div className="ear-waves">
        <p className="ear-name">
          {t('hearing.recording')}{' '}
          <span className="tabular">
            {lengthOf(step.atMs)} / {lengthOf(durationMs)}
          </span>
        </p>
        <Wave peaks={peaks} bands={find ? bandsOf(find, view, 'recording') : []} />
        <p className="ear-name">
          {original ? t('hearing.original') : t('hearing.noOriginal')}{' '}
          {original && (
            <span className="tabular">
              {inOriginal === null ? '–' : lengthOf(inOriginal)} / {lengthOf(original.lengthMs)}
            </span>
          )}
        </p>
        {original && find && <OriginalWave original={original} find={find} view={view} />}
        {now >= 0 && now <= 100 && <span className="ear-playhead" style={{ left: `${now}%` }} />}
        <input
          type="range"
          className="ear-seek"
          min={Math.floor(fromMs)}
          max={Math.ceil(toMs)}
          step={STEP_MS}
          value={Math.round(step.atMs)}
          aria-label={t('hearing.position')}
          aria-valuetext={lengthOf(step.atMs)}
          onChange={(event) => seek(Number(event.currentTarget.value))}
        />
      </div>
      <div className="ear-bar">
        <Button
          onClick={step.toggle}
          disabled={recording.sound === null}
          aria-pressed={step.playing}
          data-space
          data-testid="ear-play"
        >
          {step.playing ? t('hearing.pause') : t('hearing.play')}
        </Button>
        {original && (
          <SegmentedControl
            aria-label={t('hearing.hearWhich')}
            value={which}
            onChange={(value) => setWhich(value as Which)}
            data={(['recording', 'original', 'both'] as const).map((value) => ({
              value,
              label: t(`hearing.which.${value}`),
            }))}
            data-testid="ear-which"
          />
        )}
        {find && (
          <SegmentedControl
            aria-label={t('hearing.view')}
            value={whole ? 'whole' : 'around'}
            onChange={(value) => setWhole(value === 'whole')}
            data={(['around', 'whole'] as const).map((value) => ({
              value,
              label: t(`hearing.views.${value}`),
            }))}
          />
        )}
      </div>
      {recording.soundRemovedAt !== null && (
        <p className="note" data-testid="sound-gone">
          {t('hearing.sound.gone', { date: dateOf(recording.soundRemovedAt, recording.zone) })}
        </p>
      )}
      {recording.soundPercent !== null && (
        <p className="note" role="status" data-testid="sound-coming">
          {t('hearing.sound.coming', { percent: recording.soundPercent })}
        </p>
      )}
      {step.failed && <p role="alert">{t('hearing.soundFailed')}</p>}
    </section>
  )
}

/** The original where it lies under the recording, cut where the view ends. */
function OriginalWave({
  original,
  find,
  view,
}: {
  original: Recording['originals'][number]
  find: Find
  view: View
}) {
  const speed = find.speedPpm / 1_000_000
  const cut = {
    fromMs: Math.max(0, (view.fromMs - find.startMs) * speed),
    toMs: Math.min(original.lengthMs, (view.toMs - find.startMs) * speed),
  }
  const place = placeIn(view, find.startMs + cut.fromMs / speed, find.startMs + cut.toMs / speed)
  if (!place) return <div className="ear-wave" />
  return (
    <div
      className="ear-original"
      style={{ marginLeft: `${place.left * 100}%`, width: `${place.width * 100}%` }}
    >
      <Wave
        peaks={peaksIn(original.peaks, original.lengthMs, cut)}
        bands={bandsOf(find, cut, 'original')}
      />
    </div>
  )
}
