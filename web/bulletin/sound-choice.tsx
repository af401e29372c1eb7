import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Version } from '../api/shapes.ts'
import { SoundPlayer } from '../part/sound-player.tsx'
import { useUploads } from '../part/uploads.tsx'
import type { ChosenSound } from './save-draft.ts'
import { SoundInput } from './sound-input.tsx'
import { SpeechDesk } from './speech-desk.tsx'

/** The sound of what the form makes: what is there, or a file, a recording, the text read aloud. */
export function SoundChoice({
  text,
  language,
  sound,
  onSound,
  kept,
}: {
  text: string
  language: Version['language']
  sound: ChosenSound | null
  onSound: (sound: ChosenSound | null) => void
  /** The version as it is: its sound stays unless another is chosen. */
  kept: Pick<Version, 'sound' | 'speech' | 'text'> | null
}) {
  const { t } = useTranslation()
  const { leave } = useUploads()
  // What a machine read says exactly its text: with other words it is gone, here and at the server.
  const outdated = sound?.says !== undefined && sound.says !== text
  const keptSound = kept?.speech && kept.text !== text ? null : (kept?.sound ?? null)
  const [reading, setReading] = useState(Boolean(kept?.speech))
  useEffect(() => {
    if (!outdated) return
    onSound(null)
    setReading(true)
  }, [outdated, onSound])
  return (
    <fieldset className="sound-choice">
      <legend>{t('form.sound')}</legend>
      {sound || keptSound ? (
        <p>
          {t('form.soundReady', { name: sound?.name ?? keptSound?.originalName ?? '' })}{' '}
          {sound && (
            <Button size="compact-sm" variant="subtle" onClick={() => onSound(null)}>
              {t('form.soundOther')}
            </Button>
          )}
        </p>
      ) : (
        <p className="note">{t('form.soundLater')}</p>
      )}
      {sound?.sound && <SoundPlayer sound={sound.sound} />}
      {!sound && (
        <>
          <SoundInput
            onReady={({ id, fileName, sound: ready }) =>
              onSound({
                ...{ upload: id, name: fileName, speech: null },
                ...(ready ? { sound: ready } : {}),
              })
            }
          />
          <details
            className="speech-open"
            open={reading}
            onToggle={(event) => setReading(event.currentTarget.open)}
          >
            <summary data-testid="speech-open">{t('speech.open')}</summary>
            {reading && (
              <SpeechDesk
                text={text}
                language={language}
                before={kept?.speech ?? null}
                onReady={(upload, speech, says) => {
                  leave(upload.id)
                  onSound({
                    ...{ upload: upload.id, name: upload.fileName, speech, says },
                    ...(upload.sound ? { sound: upload.sound } : {}),
                  })
                }}
              />
            )}
          </details>
        </>
      )}
    </fieldset>
  )
}
