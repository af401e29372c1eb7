import { useTranslation } from 'react-i18next'
import type { Sound } from '../api/shapes.ts'
import { percentOf } from '../data/heard.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { SoundPlayer } from '../part/sound-player.tsx'
import { lengthOf } from '../text/format.ts'
import type { Hearing } from './hearing.ts'
import { ListeningRing } from './listening-ring.tsx'

/** A player that knows how much was listened to, for whoever has to answer for a sound. */
export function ListenedPlayer({
  sound,
  hearing,
  says,
  begins = false,
  first = false,
}: {
  sound: Sound
  hearing: Hearing
  /** What opens once it was heard. */
  says: string
  begins?: boolean
  first?: boolean
}) {
  const { t } = useTranslation()
  const { heard, done, ending, error } = hearing
  const jumped = !done && heard.atMs > heard.toMs + 500
  return (
    <>
      <SoundPlayer sound={sound} onMoment={hearing.hear} begins={begins} first={first} />
      <p className="listening" data-testid="listening" data-done={done || undefined}>
        <ListeningRing percent={done ? 100 : percentOf(heard)} />
        <span aria-live="polite">
          {done
            ? t('listen.done')
            : ending
              ? t('listen.ending')
              : jumped
                ? t('listen.jumped', { time: lengthOf(heard.toMs) })
                : says}
        </span>
      </p>
      <ProblemNote error={error} again={hearing.again} />
    </>
  )
}
