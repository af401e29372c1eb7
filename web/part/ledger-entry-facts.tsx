import { useTranslation } from 'react-i18next'
import type { LedgerEntry } from '../api/shapes.ts'
import { chainPlaceOf, shortHash } from '../data/proof.ts'
import { momentOf } from '../text/format.ts'

/** An entry of the ledger, verbatim, with what can be checked of it. */
export function LedgerEntryFacts({ entry, zone }: { entry: LedgerEntry; zone: string }) {
  const { t } = useTranslation()
  const place = chainPlaceOf(entry.text)
  return (
    <section className="entry" aria-label={t('log.entry', { leaf: entry.leaf })}>
      <h2>
        {t('log.entry', { leaf: entry.leaf })}
        {place && ` · ${place.type}`}
      </h2>
      <dl className="entry-facts">
        <dt>{t('log.received')}</dt>
        <dd className="tabular">{momentOf(entry.receivedAt, zone)}</dd>
        <dt>{t('log.leaf')}</dt>
        <dd className="mono">{entry.hash}</dd>
        {place && (
          <>
            <dt>{t('log.chain')}</dt>
            <dd className="mono">
              {t('log.chainSays', { seq: place.seq, prev: shortHash(place.prev) })}
            </dd>
            <dt>{t('log.checkpointSeen')}</dt>
            <dd className="mono">{place.checkpoint ?? t('log.noCheckpoint')}</dd>
          </>
        )}
        {entry.signature && (
          <>
            <dt>{t('log.signature')}</dt>
            <dd className="mono">{entry.signature}</dd>
          </>
        )}
      </dl>
      <details>
        <summary>{t('log.verbatim')}</summary>
        <pre data-testid="verbatim">{entry.text}</pre>
      </details>
    </section>
  )
}
