import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { checkpointQuery, ledgerEntryQuery } from '../api/queries.ts'
import type { Airing } from '../api/shapes.ts'
import { msOf } from '../data/plan-line.ts'
import { LedgerEntryFacts } from '../part/ledger-entry-facts.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { figureOf, lengthOf, preciseTimeOf, writtenDate } from '../text/format.ts'

/** What shows that an airing happened: the station's own signed lines and their place in the ledger. */
export function Proof({ airing }: { airing: Airing }) {
  const { t, i18n } = useTranslation()
  const { office } = useSigned()
  const leaves = [...new Set([airing.firstLeaf, airing.lastLeaf])]
  const entries = useQueries({ queries: leaves.map(ledgerEntryQuery) })
  const checkpoint = useQuery(checkpointQuery)
  return (
    <div className="proof" data-testid="proof">
      <ul className="proof-facts tabular">
        <li>{t('log.window', { name: airing.windowName, date: writtenDate(airing.date) })}</li>
        <li>
          {t('log.planned')} {preciseTimeOf(airing.plannedAt, office.zone)}
          {airing.startedAt !== null &&
            `; ${t('log.actual').toLowerCase()} ${preciseTimeOf(airing.startedAt, office.zone)}`}
        </li>
        {airing.samplesSent !== null && (
          <li>
            {t('log.sounded', {
              sent: lengthOf(msOf(airing.samplesSent)),
              whole: lengthOf(msOf(airing.samplesExpected)),
            })}
          </li>
        )}
        {airing.levelMillibels !== null && (
          <li>
            {t('log.level', { value: figureOf(airing.levelMillibels / 100, 1, i18n.language) })}
          </li>
        )}
        {airing.clockOffsetMs !== null && (
          <li>
            {t('log.clockOffset', {
              ms: figureOf(airing.clockOffsetMs, 0, i18n.language),
            })}
          </li>
        )}
        <li>{t('log.manifest', { version: airing.manifestVersion })}</li>
        {airing.attempt > 1 && <li>{t('log.attempt', { n: airing.attempt })}</li>}
        {airing.reason && <li>{t('log.reason', { reason: airing.reason })}</li>}
        {airing.bulletin && (
          <li>
            <Link to="/ban-tin/$bulletin" params={{ bulletin: airing.bulletin }}>
              {t('log.hearIt')}
            </Link>
          </li>
        )}
      </ul>
      {entries.map((entry, index) =>
        entry.data ? (
          <LedgerEntryFacts key={entry.data.leaf} entry={entry.data} zone={office.zone} />
        ) : entry.error ? (
          <ProblemNote key={leaves[index]} error={entry.error} again={() => void entry.refetch()} />
        ) : (
          <Waiting key={leaves[index]} />
        ),
      )}
      {checkpoint.data && (
        <details>
          <summary>{t('log.checkpoint')}</summary>
          <pre>{checkpoint.data}</pre>
        </details>
      )}
    </div>
  )
}
