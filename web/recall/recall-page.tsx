import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { recallQuery } from '../api/queries.ts'
import type { Recall } from '../api/shapes.ts'
import { inOrderOfNeed } from '../data/recall.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { momentOf } from '../text/format.ts'
import { DeliveryLine } from './delivery-line.tsx'
import { RecallTally } from './recall-tally.tsx'
import { ZaloMessage } from './zalo-message.tsx'

/** One recall, station by station: whom to call stands first. */
export function RecallPage() {
  const { recall: id } = useParams({ from: '/thu-hoi/$recall' })
  const recall = useQuery(recallQuery(id))
  if (recall.isPending) return <Waiting />
  if (!recall.data) return <ProblemNote error={recall.error} again={() => void recall.refetch()} />
  return <Opened recall={recall.data} />
}

function Opened({ recall }: { recall: Recall }) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  return (
    <article data-testid="screen-recall">
      <div className="page-head">
        <div>
          <Link to="/thu-hoi" className="back-link">
            ‹ {t('recall.list')}
          </Link>
          <h1>{recall.title}</h1>
          <ul className="chips">
            {recall.covers.map(({ id, number, language }) => (
              <li key={id} className="chip">
                {t('recall.version', { number, language: t(`lang.${language}`) })}
              </li>
            ))}
          </ul>
        </div>
        <Link to="/ban-tin/$bulletin" params={{ bulletin: recall.bulletin }} className="no-print">
          {t('recall.toBulletin')}
        </Link>
      </div>
      <p className="tabular">
        {t('recall.by', { name: recall.recalledBy, time: momentOf(recall.at, zone) })}{' '}
        <span className="note">{t('recall.ledger', { leaf: recall.leaf })}</span>
      </p>
      <p>{t('recall.why', { reason: recall.reason })}</p>
      <div aria-live="polite">
        <RecallTally tally={recall.tally} />
      </div>
      <ul className="deliveries" data-testid="deliveries">
        {inOrderOfNeed(recall.stations).map((station) => (
          <DeliveryLine key={station.station} recall={recall.id} station={station} />
        ))}
      </ul>
      <ZaloMessage message={recall.message} />
    </article>
  )
}
