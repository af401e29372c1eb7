import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { bulletinQuery } from '../api/queries.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { SoundPlayer } from '../part/sound-player.tsx'

/** The sound of the version that is planned, fetched when somebody looks. */
export function ItemSound({ bulletin, version }: { bulletin: string; version: string }) {
  const { t } = useTranslation()
  const found = useQuery(bulletinQuery(bulletin))
  const sound = found.data?.versions.find(({ id }) => id === version)?.sound
  return (
    <section aria-label={t('planItem.sound')}>
      <ProblemNote error={found.error} />
      {sound && <SoundPlayer sound={sound} />}
    </section>
  )
}
