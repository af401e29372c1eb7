import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Bulletin, Sound, Version } from '../api/shapes.ts'
import { mayApprove, mayReview } from '../data/approving.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { SoundPlayer } from '../part/sound-player.tsx'
import { useUploads } from '../part/uploads.tsx'
import { figureOf, lengthOf } from '../text/format.ts'
import { Drop } from './drop.tsx'
import { useHearing } from './hearing.ts'
import { ListenedPlayer } from './listened-player.tsx'
import { Parcels } from './parcels.tsx'

/** The sound of a version and its measures; where it is missing, what is waited for and where to drop it. */
export function VersionSound({ bulletin, version }: { bulletin: Bulletin; version: Version }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const { dismiss } = useUploads()
  const mayEdit = version.actions.includes('edit')
  const replace = useMutation({
    mutationFn: ({ upload }: { upload: string; parcel: number }) =>
      answer(
        api.PATCH('/api/v1/bulletins/{bulletin}/versions/{number}', {
          params: { path: { bulletin: bulletin.id, number: version.number } },
          body: { upload },
        }),
      ),
    onSuccess: (_answer, { parcel }) => {
      dismiss(parcel)
      return queries.invalidateQueries({ queryKey: ['bulletin', bulletin.id] })
    },
  })
  const decibel = (value: number, unit: string) =>
    `${figureOf(value / 100, 1, i18n.language)} ${unit}`
  const { sound } = version
  return (
    <section aria-label={t('bulletin.sound')}>
      <h2 className="part-title">{t('bulletin.sound')}</h2>
      {version.awaiting === 'recording' && (
        <p className="awaiting" role="note" data-testid="awaiting">
          {t('bulletin.awaiting')}
        </p>
      )}
      {sound && (
        <>
          <JudgedSound key={sound.asset} bulletin={bulletin} version={version} sound={sound} />
          <dl className="facts tabular">
            <div>
              <dt>{t('bulletin.length')}</dt>
              <dd>{lengthOf(sound.lengthMs)}</dd>
            </div>
            <div>
              <dt>{t('bulletin.loudness')}</dt>
              <dd>{decibel(sound.loudness, 'LUFS')}</dd>
            </div>
            <div>
              <dt>{t('bulletin.truePeak')}</dt>
              <dd>{decibel(sound.truePeak, 'dBTP')}</dd>
            </div>
            <div>
              <dt>{t('bulletin.original')}</dt>
              <dd className="clip">{sound.originalName}</dd>
            </div>
          </dl>
        </>
      )}
      {!sound && version.awaiting === null && !mayEdit && <p>{t('bulletin.noSoundYet')}</p>}
      {mayEdit && (
        <Drop
          purpose={version.id}
          says={sound ? t('bulletin.replaceSound') : t('bulletin.noSound')}
        />
      )}
      <Parcels purpose={version.id}>
        {(parcel) => (
          <Button
            size="sm"
            loading={replace.isPending}
            onClick={() =>
              parcel.upload && replace.mutate({ upload: parcel.upload.id, parcel: parcel.key })
            }
          >
            {t('bulletin.replaceSound')}
          </Button>
        )}
      </Parcels>
      <ProblemNote error={replace.error} />
    </section>
  )
}

/** The player; for whoever may judge the version, one that follows how much they heard. */
function JudgedSound({
  bulletin,
  version,
  sound,
}: {
  bulletin: Bulletin
  version: Version
  sound: Sound
}) {
  const { t } = useTranslation()
  const hearing = useHearing({
    ...{ bulletin: bulletin.id, number: version.number, seal: version.seal },
    lengthMs: sound.lengthMs,
  })
  if (!mayApprove(version) && !mayReview(version)) return <SoundPlayer sound={sound} />
  return (
    <ListenedPlayer
      sound={sound}
      hearing={version.listened ? { ...hearing, done: true } : hearing}
      says={t(mayReview(version) ? 'listen.mustReview' : 'listen.must')}
    />
  )
}
