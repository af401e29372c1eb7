import { Button, NativeSelect } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptRecording } from '../part/kept-recording.ts'
import { microphoneObstacle } from '../part/microphone.ts'
import { useSigned } from '../part/office.ts'
import { useUploads } from '../part/uploads.tsx'
import { lengthOf, momentOf } from '../text/format.ts'
import { LevelMeter } from './level-meter.tsx'
import { type Recorder as State, useRecorder } from './recorder-state.ts'

/**
 * The microphone: level, count-in, pause, listening to it, and sending it. What is recorded stays on
 * this machine until the server has it.
 */
export function Recorder({
  purpose,
  onUse,
}: {
  purpose: string | null
  /** The file that is on its way up. */
  onUse: (file: File) => void
}) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const { add } = useUploads()
  const nameOf = (at: number) =>
    t('recorder.name', { moment: momentOf(at, office.zone) }).replaceAll(/[/:]/g, '-')
  const recorder = useRecorder(nameOf)
  const [sending, setSending] = useState<readonly KeptRecording[]>([])
  useForgetWhenSent(sending, recorder.forget)
  const use = (recording: KeptRecording) => {
    setSending((all) => [...all, recording])
    add([recording.file], purpose)
    onUse(recording.file)
    recorder.again()
  }
  const waiting = recorder.kept.filter(({ id }) => !sending.some((one) => one.id === id))
  return (
    <section className="recorder" aria-label={t('upload.microphone')} data-testid="recorder">
      <Desk recorder={recorder} onUse={use} />
      {recorder.state.kind !== 'recording' &&
        recorder.state.kind !== 'done' &&
        waiting.map((one) => (
          <div key={one.id} className="kept-recording" data-testid="kept-recording">
            <p>
              {t('recorder.kept', { moment: momentOf(one.startedAt, office.zone) })}{' '}
              <span className="note">{t('recorder.keptSays')}</span>
            </p>
            <Finished recording={one} onUse={use} onDiscard={() => recorder.forget(one.id)} />
          </div>
        ))}
    </section>
  )
}

/** What may be done next, whatever state it is in. */
function Desk({ recorder, onUse }: { recorder: State; onUse: (one: KeptRecording) => void }) {
  const { t } = useTranslation()
  const { state, microphone } = recorder
  const obstacle = microphoneObstacle()
  if (obstacle) return <p className="awaiting">{t(`recorder.${obstacle}`)}</p>
  switch (state.kind) {
    case 'off':
    case 'opening':
    case 'refused':
      return (
        <>
          {state.kind === 'refused' && (
            <p role="alert" className="refusal" data-testid="no-microphone">
              {t(`recorder.${state.reason}`, { detail: state.detail })}
            </p>
          )}
          <Button
            onClick={() => void recorder.open(null)}
            loading={state.kind === 'opening'}
            data-testid="recorder-open"
          >
            {t('recorder.open')}
          </Button>
        </>
      )
    case 'done':
      return (
        <>
          <p>{t('recorder.recorded', { time: lengthOf(state.ms) })}</p>
          <Finished
            recording={state.recording}
            onUse={onUse}
            onDiscard={() => recorder.forget(state.recording.id).then(recorder.again)}
          />
        </>
      )
    default:
      return (
        <>
          {microphone && <LevelMeter microphone={microphone} />}
          <Controls recorder={recorder} />
        </>
      )
  }
}

function Controls({ recorder }: { recorder: State }) {
  const { t } = useTranslation()
  const { state, microphone } = recorder
  if (state.kind === 'counting')
    return (
      <p className="count-in tabular" role="status">
        {t('recorder.countIn', { n: state.left })}
      </p>
    )
  if (state.kind === 'recording' || state.kind === 'paused') {
    const time = lengthOf(state.ms)
    const recording = state.kind === 'recording'
    return (
      <div className="recorder-bar">
        <span className="recorder-time tabular" data-testid="recorder-time">
          {t(recording ? 'recorder.recording' : 'recorder.pausedAt', { time })}
        </span>
        <Button
          variant="default"
          onClick={recording ? recorder.pause : recorder.resume}
          data-testid="recorder-pause"
        >
          {t(recording ? 'recorder.pause' : 'recorder.resume')}
        </Button>
        <Button onClick={() => void recorder.stop()} data-testid="recorder-stop">
          {t('recorder.stop')}
        </Button>
      </div>
    )
  }
  return (
    <div className="recorder-bar">
      <NativeSelect
        label={t('recorder.device')}
        value={microphone?.deviceId ?? ''}
        onChange={(event) => void recorder.open(event.currentTarget.value || null)}
        data={(microphone?.devices ?? []).map(({ id, label }) => ({
          ...{ value: id, label: label || t('recorder.deviceDefault') },
        }))}
      />
      <Button onClick={recorder.record} data-testid="recorder-start">
        {t('recorder.start')}
      </Button>
    </div>
  )
}

/** A whole recording: listened to, then used or thrown away. */
function Finished({
  recording,
  onUse,
  onDiscard,
}: {
  recording: KeptRecording
  onUse: (one: KeptRecording) => void
  onDiscard: () => Promise<unknown>
}) {
  const { t } = useTranslation()
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(recording.file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [recording.file])
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: what was said a moment ago, by whoever listens. */}
      <audio controls src={address} aria-label={t('recorder.listen')} className="recorder-sound" />
      <div className="recorder-bar">
        <Button onClick={() => onUse(recording)} data-testid="recorder-use">
          {t('recorder.use')}
        </Button>
        <Button variant="subtle" onClick={() => void onDiscard()} data-testid="recorder-discard">
          {t('recorder.discard')}
        </Button>
      </div>
    </>
  )
}

/** A recording is thrown away here once the server has all of it. */
function useForgetWhenSent(
  sending: readonly KeptRecording[],
  forget: (recording: number) => Promise<void>,
): void {
  const { parcels } = useUploads()
  const forgotten = useRef(new Set<number>())
  useEffect(() => {
    for (const { id, file } of sending) {
      const parcel = parcels.find((one) => one.name === file.name && one.bytes === file.size)
      if (forgotten.current.has(id) || !parcel?.upload) continue
      if (parcel.upload.receivedBytes < parcel.bytes || parcel.error) continue
      forgotten.current.add(id)
      void forget(id)
    }
  }, [sending, parcels, forget])
}
