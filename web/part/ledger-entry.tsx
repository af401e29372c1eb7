import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ledgerEntryQuery } from '../api/queries.ts'
import { LedgerEntryFacts } from './ledger-entry-facts.tsx'
import { ProblemNote } from './problem-note.tsx'
import { Waiting } from './waiting.tsx'

/** An entry of the ledger, fetched when somebody asks for it. */
export function LedgerEntry({
  leaf,
  zone,
  says,
  testId,
}: {
  leaf: number
  zone: string
  /** The button's words. */
  says: string
  testId: string
}) {
  const [asked, setAsked] = useState(false)
  const entry = useQuery({ ...ledgerEntryQuery(leaf), enabled: asked })
  if (!asked)
    return (
      <Button size="sm" variant="default" onClick={() => setAsked(true)} data-testid={testId}>
        {says}
      </Button>
    )
  if (entry.data) return <LedgerEntryFacts entry={entry.data} zone={zone} />
  if (entry.error) return <ProblemNote error={entry.error} again={() => void entry.refetch()} />
  return <Waiting />
}
