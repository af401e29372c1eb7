import { useTranslation } from 'react-i18next'
import type { Sound } from '../api/shapes.ts'
import { loudnessVerdict } from '../data/loudness.ts'
import { figureOf } from '../text/format.ts'

/** Integrated loudness of what is played; marked where it is off the house's level. */
export function LoudnessChip({ sound }: { sound: Sound }) {
  const { i18n } = useTranslation()
  return (
    <span className={`chip loudness-${loudnessVerdict(sound.loudness)}`}>
      {figureOf(sound.loudness / 100, 1, i18n.language)} LUFS
    </span>
  )
}
