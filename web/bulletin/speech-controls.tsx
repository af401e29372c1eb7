import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SpeechSettings, Voices } from '../api/shapes.ts'
import { figureOf } from '../text/format.ts'

const speeds = [70, 80, 90, 100, 110, 120, 135, 150]
const sentencePauses = [0, 200, 450, 700, 1_000, 1_500, 2_000]
const paragraphPauses = [0, 450, 900, 1_500, 2_000, 3_000, 5_000]

/** Whose voice, how fast, how long it rests. */
export function SpeechControls({
  voices,
  how,
  onChange,
}: {
  /** Those of the text's language. */
  voices: Voices['voices']
  how: SpeechSettings
  onChange: (how: SpeechSettings) => void
}) {
  const { t, i18n } = useTranslation()
  const language = i18n.language === 'en' ? 'en' : 'vi'
  const seconds = (ms: number) => ({
    value: String(ms),
    label: t('speech.seconds', { s: figureOf(ms / 1000, ms % 100 === 0 ? 1 : 2, language) }),
  })
  const choose = (label: string, value: number, among: readonly number[]) => ({
    label,
    value: String(value),
    data: [...new Set([...among, value])].toSorted((a, b) => a - b).map(seconds),
  })
  return (
    <div className="form-row speech-controls">
      <NativeSelect
        label={t('speech.voice')}
        value={how.voice}
        onChange={(event) => onChange({ ...how, voice: event.currentTarget.value })}
        data={voices.map(({ id, name }) => ({ value: id, label: name[language] }))}
        data-testid="speech-voice"
      />
      <NativeSelect
        {...choose(t('speech.speed'), how.speed, speeds)}
        data={[...new Set([...speeds, how.speed])]
          .toSorted((a, b) => a - b)
          .map((percent) => ({ value: String(percent), label: `${percent} %` }))}
        onChange={(event) => onChange({ ...how, speed: Number(event.currentTarget.value) })}
        data-testid="speech-speed"
      />
      <NativeSelect
        {...choose(t('speech.pauses'), how.pauses.sentenceMs, sentencePauses)}
        onChange={(event) =>
          onChange({
            ...how,
            pauses: { ...how.pauses, sentenceMs: Number(event.currentTarget.value) },
          })
        }
      />
      <NativeSelect
        {...choose(t('speech.paragraphPauses'), how.pauses.paragraphMs, paragraphPauses)}
        onChange={(event) =>
          onChange({
            ...how,
            pauses: { ...how.pauses, paragraphMs: Number(event.currentTarget.value) },
          })
        }
      />
    </div>
  )
}
