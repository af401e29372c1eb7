import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellDeclaration } from '../api/shapes.ts'
import { LedgerEntry } from '../part/ledger-entry.tsx'
import { momentOf } from '../text/format.ts'

/** What a named person said of a window: who, when, what, why; down to the ledger's own words. */
export function Declared({ declaration, zone }: { declaration: CellDeclaration; zone: string }) {
  const { t } = useTranslation()
  const { declaredByName, verdict, reason, note, declaredAt, receivedAt } = declaration
  const facts = [
    [t('declared.by'), declaredByName],
    [t('declared.said'), t(`declared.verdict.${verdict}`)],
    [t('declared.why'), reason && t(`declared.reason.${reason}`)],
    [t('declared.note'), note],
    [t('declared.tapped'), momentOf(declaredAt, zone)],
    [t('log.received'), momentOf(receivedAt, zone)],
  ] as const
  return (
    <section className="proof" data-testid="declared" aria-label={t('declared.title')}>
      <b>{t('declared.title')}</b>
      <dl className="entry-facts">
        {facts.map(
          ([name, value]) =>
            value && (
              <Fragment key={name}>
                <dt>{name}</dt>
                <dd className="tabular">{value}</dd>
              </Fragment>
            ),
        )}
      </dl>
      {declaration.replaces && <p>{t('declared.corrects')}</p>}
      <LedgerEntry
        leaf={declaration.leaf}
        zone={zone}
        says={t('declared.open', { leaf: declaration.leaf })}
        testId="declared-entry"
      />
    </section>
  )
}
