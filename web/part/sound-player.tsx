import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sound } from '../api/shapes.ts'
import { channelOf } from '../data/waveform.ts'
import { lengthOf } from '../text/format.ts'

/** A sound with its waveform; drawn from the peaks kept with it, the file comes when it is played. */
export function SoundPlayer({ sound }: { sound: Sound }) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const audio = useRef<HTMLAudioElement>(null)
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
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
      />
      <div className="sound-wave" ref={box} aria-hidden="true" />
      <div className="sound-bar">
        <Button
          onClick={toggle}
          disabled={!address}
          aria-pressed={playing}
          data-testid="sound-play"
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
