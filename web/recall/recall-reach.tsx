import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecallPreview } from '../api/shapes.ts'
import { dialled, reachOf } from '../data/recall.ts'
import { useSigned } from '../part/office.ts'
import { momentOf } from '../text/format.ts'

type Station = RecallPreview['stations'][number]

/** What a recall takes with it, and where it strikes: on air first. */
export function RecallReach({ preview }: { preview: RecallPreview }) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const { onAir, next, holding, call } = reachOf(preview)
  return (
    <>
      <div>
        <h3>{t('recall.covers')}</h3>
        <ul className="chips" data-testid="recall-covers">
          {preview.covers.map(({ id, number, language, state }) => (
            <li key={id} className="chip">
              {t('recall.version', { number, language: t(`lang.${language}`) })}
              {' · '}
              {t(`state.${state}`)}
            </li>
          ))}
        </ul>
      </div>
      <Group title={t('recall.onAirNow')} stations={onAir} />
      <Group
        title={null}
        stations={next}
        says={({ nextAt }) => t('recall.nextAt', { time: momentOf(nextAt ?? 0, zone) })}
      />
      <Group title={t('recall.mayHold')} stations={holding} />
      <Group
        title={t('recall.mustCall')}
        stations={call}
        says={({ phone }) => (phone ? <a href={dialled(phone)}>{phone}</a> : t('recall.noPhone'))}
      />
      {onAir.length + next.length + holding.length === 0 && <p>{t('recall.nowhere')}</p>}
    </>
  )
}

function Group({
  title,
  stations,
  says,
}: {
  title: string | null
  stations: readonly Station[]
  says?: (station: Station) => ReactNode
}) {
  if (stations.length === 0) return null
  return (
    <div>
      {title && <h3>{title}</h3>}
      <ul className="recall-reach">
        {stations.map((station) => (
          <li key={station.station}>
            <b>{station.name}</b> {says && <span className="note tabular">{says(station)}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}
