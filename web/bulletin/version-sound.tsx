import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Bulletin, Sound, Upload, Version } from '../api/shapes.ts'
import { mayApprove, mayReview } from '../data/approving.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { SoundPlayer } from '../part/sound-player.tsx'
import { figureOf, lengthOf } from '../text/format.ts'
import { useHearing } from './hearing.ts'
import { ListenedPlayer } from './listened-player.tsx'
import { SoundFacts } from './sound-facts.tsx'
import { SoundInput } from './sound-input.tsx'
import { TrimHandle } from './trim-handle.tsx'

/** The sound of a version and its measures; where it is missing, what is waited for and where to drop it. */
export function VersionSound({ bulletin, version }: { bulletin: Bulletin; version: Version }) {
  const { t, i18n } = useTranslation()
  const queries = useQueryClient()
  const mayEdit = version.actions.includes('edit')
  const replace = useMutation({
    mutationFn: ({ id: upload }: Upload) =>
      answer(
        api.PATCH('/api/v1/bulletins/{bulletin}/versions/{number}', {
          params: { path: { bulletin: bulletin.id, number: version.number } },
          body: { upload },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['bulletin', bulletin.id] }),
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
      {sound && mayEdit && (
        <TrimHandle key={sound.asset} sound={sound} onReady={replace.mutateAsync} />
      )}
      {sound && <SoundFacts sound={sound} />}
      {mayEdit && (
        <details className="replace-sound no-print" open={!sound}>
          <summary data-testid="replace-sound">
            {sound ? t('bulletin.replaceSound') : t('bulletin.noSound')}
          </summary>
          <SoundInput purpose={version.id} onReady={replace.mutate} />
        </details>
      )}
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
