import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { recallsQuery } from '../api/queries.ts'
import { Empty } from '../part/empty.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { momentOf } from '../text/format.ts'
import { RecallTally } from './recall-tally.tsx'

/** Thu hồi: what was recalled, newest first, and how far each has got. */
export function RecallsPage() {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const recalls = useQuery(recallsQuery)
  return (
    <div data-testid="screen-recalls">
      <div className="page-head">
        <h1>{t('recall.list')}</h1>
      </div>
      <ProblemNote error={recalls.error} again={() => void recalls.refetch()} />
      {recalls.isPending && <Waiting />}
      {recalls.data?.recalls.length === 0 && <Empty says={t('recall.empty')} />}
      <ul className="recalls">
        {recalls.data?.recalls.map((one) => (
          <li key={one.id} className="recall-card" data-testid="recall">
            <h2>
              <Link to="/thu-hoi/$recall" params={{ recall: one.id }}>
                {one.title}
              </Link>
            </h2>
            <p className="note tabular">
              {t('recall.by', { name: one.recalledBy, time: momentOf(one.at, zone) })}
            </p>
            <p>{t('recall.why', { reason: one.reason })}</p>
            <RecallTally tally={one.tally} />
          </li>
        ))}
      </ul>
    </div>
  )
}
