import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ledgerEntryQuery } from '../api/queries.ts'
import type { CellDeclaration } from '../api/shapes.ts'
import { LedgerEntryFacts } from '../part/ledger-entry-facts.tsx'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
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
      <DeclaredEntry leaf={declaration.leaf} zone={zone} />
    </section>
  )
}

/** The ledger entry of a declaration, fetched when somebody asks for it. */
function DeclaredEntry({ leaf, zone }: { leaf: number; zone: string }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const entry = useQuery({ ...ledgerEntryQuery(leaf), enabled: asked })
  if (!asked)
    return (
      <Button
        size="sm"
        variant="default"
        onClick={() => setAsked(true)}
        data-testid="declared-entry"
      >
        {t('declared.open', { leaf })}
      </Button>
    )
  if (entry.data) return <LedgerEntryFacts entry={entry.data} zone={zone} />
  if (entry.error) return <ProblemNote error={entry.error} again={() => void entry.refetch()} />
  return <Waiting />
}
