import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { disagreementsQuery } from '../api/recordings.ts'
import { useSigned } from '../part/office.ts'
import { timeOf } from '../text/format.ts'
import { SpokenList } from './spoken-list.tsx'

/** Where recordings and logs or people disagree: findings of their own, for somebody to look at. */
export function Disagreements({ date }: { date: string }) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const { data } = useQuery(disagreementsQuery(date))
  if (!data || data.disagreements.length === 0) return null
  return (
    <section className="refusal disagreements" data-testid="disagreements">
      <h2>{t('hearing.disagreements')}</h2>
      <ul>
        {data.disagreements.map(({ station, name, obligation }) => (
          <li key={`${station} ${obligation.id}`}>
            <b className="tabular">
              {t('hearing.disagreementLine', {
                station: name,
                time: timeOf(obligation.dueAt, zone),
                title: obligation.title,
              })}
            </b>
            {obligation.disagreement && (
              <p>{t(`hearing.disagreement.${obligation.disagreement}`)}</p>
            )}
            <SpokenList spoken={obligation.recordings} />
          </li>
        ))}
      </ul>
    </section>
  )
}
