import { Button } from '@mantine/core'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sound } from '../api/shapes.ts'
import { channelOf } from '../data/waveform.ts'
import { lengthOf } from '../text/format.ts'

/** Something that happened to the playhead, at this place in the sound. */
export type Moment = Readonly<{ kind: 'play' | 'time' | 'jump' | 'end'; atMs: number }>

/** A sound with its waveform; drawn from the peaks kept with it, the file comes when it is played. */
export function SoundPlayer({
  sound,
  onMoment,
  begins = false,
  first = false,
}: {
  sound: Sound
  onMoment?: ((moment: Moment) => void) | undefined
  /** Plays as soon as it is there: the next of several. */
  begins?: boolean
  /** Has the focus when the dialog around it opens. */
  first?: boolean
}) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const audio = useRef<HTMLAudioElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [playing, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const mp3 = sound.renditions.find((one) => one.kind === 'mp3')
  const address = mp3 ? `/api/v1/assets/${mp3.digest}` : undefined

  useEffect(() => {
    const media = audio.current
    if (!box.current || !media) return
    const container = box.current
    const style = getComputedStyle(container)
    let destroy = () => {}
    let gone = false
    void import('wavesurfer.js').then(({ default: WaveSurfer }) => {
      if (gone) return
      const wave = WaveSurfer.create({
        container,
        media,
        height: 96,
        peaks: [channelOf(sound.peaks)],
        duration: sound.lengthMs / 1000,
        waveColor: style.getPropertyValue('--wave').trim(),
        progressColor: style.getPropertyValue('--wave-played').trim(),
        cursorColor: style.getPropertyValue('--playhead').trim(),
        cursorWidth: 2,
      })
      destroy = () => wave.destroy()
    })
    return () => {
      gone = true
      destroy()
    }
  }, [sound])

  // The button of the one before went away, and the focus with it.
  useEffect(() => {
    if (begins && document.activeElement === document.body) button.current?.focus()
  }, [begins])

  const tell =
    (kind: Moment['kind'], here: (at: number) => void) =>
    ({ currentTarget }: SyntheticEvent<HTMLAudioElement>) => {
      here(currentTarget.currentTime)
      // The browser tells of a jump and then of the time it led to: that time was not listened to.
      if (kind === 'time' && currentTarget.seeking) return
      onMoment?.({ kind, atMs: currentTarget.currentTime * 1000 })
    }
  const toggle = () => {
    const media = audio.current
    if (media?.paused) void media.play()
    else media?.pause()
  }
  return (
    <div className="sound" data-testid="sound">
      {/* biome-ignore lint/a11y/useMediaCaption: the bulletin's text stands beside it. */}
      <audio
        ref={audio}
        src={address}
        preload="none"
        autoPlay={begins}
        onPlay={tell('play', () => setPlaying(true))}
        onPause={() => setPlaying(false)}
        onTimeUpdate={tell('time', setAt)}
        onSeeking={tell('jump', setAt)}
        onEnded={tell('end', setAt)}
      />
      <div className="sound-wave" ref={box} aria-hidden="true" />
      <div className="sound-bar">
        <Button
          ref={button}
          onClick={toggle}
          disabled={!address}
          aria-pressed={playing}
          data-testid="sound-play"
          data-space
          data-autofocus={first || undefined}
        >
          {playing ? t('bulletin.pause') : t('bulletin.play')}
        </Button>
        <span className="tabular">
          {lengthOf(at * 1000)} / {lengthOf(sound.lengthMs)}
        </span>
      </div>
    </div>
  )
}
