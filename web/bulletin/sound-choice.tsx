import { Button } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sound, Version } from '../api/shapes.ts'
import { useUploads } from '../part/uploads.tsx'
import { Drop } from './drop.tsx'
import { Parcels } from './parcels.tsx'
import type { ChosenSound } from './save-draft.ts'

/** The sound of what the form makes: what is there, or a file, a recording, the text read aloud. */
export function SoundChoice({
  sound,
  onSound,
  kept,
}: {
  text: string
  language: Version['language']
  sound: ChosenSound | null
  onSound: (sound: ChosenSound | null) => void
  /** What the version has already and keeps unless another is chosen. */
  kept: Sound | null
}) {
  const { t } = useTranslation()
  const { dismiss } = useUploads()
  const purpose = useId()
  return (
    <fieldset className="sound-choice">
      <legend>{t('form.sound')}</legend>
      {sound || kept ? (
        <p>
          {t('form.soundReady', { name: sound?.name ?? kept?.originalName ?? '' })}{' '}
          {sound && (
            <Button size="compact-sm" variant="subtle" onClick={() => onSound(null)}>
              {t('form.soundOther')}
            </Button>
          )}
        </p>
      ) : (
        <p className="note">{t('form.soundLater')}</p>
      )}
      {!sound && (
        <>
          <Drop purpose={purpose} says={t('bulletin.drop')} />
          <Parcels purpose={purpose}>
            {(parcel) => (
              <Button
                size="sm"
                onClick={() => {
                  if (!parcel.upload) return
                  onSound({ upload: parcel.upload.id, name: parcel.name, speech: null })
                  dismiss(parcel.key)
                }}
                data-testid="sound-use"
              >
                {t('form.soundUse')}
              </Button>
            )}
          </Parcels>
        </>
      )}
    </fieldset>
  )
}
