import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { sheetQuery } from '../api/queries.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { Sheet } from './sheet.tsx'

/** Phiếu duyệt: one approved version on paper, A4, as it will print. */
export function SheetPage() {
  const { t } = useTranslation()
  const { bulletin, number } = useParams({ from: '/ban-tin/$bulletin/phieu-duyet/$number' })
  const sheet = useQuery(sheetQuery(bulletin, Number(number)))
  return (
    <div data-testid="screen-sheet">
      <div className="page-head no-print">
        <Link
          to="/ban-tin/$bulletin"
          params={{ bulletin }}
          search={{ version: number }}
          className="back-link"
        >
          ‹ {t('sheet.back')}
        </Link>
        {sheet.data && (
          <Button onClick={() => window.print()} data-testid="sheet-print">
            {t('sheet.print')}
          </Button>
        )}
      </div>
      <ProblemNote error={sheet.error} again={() => void sheet.refetch()} />
      {sheet.isPending && <Waiting />}
      {sheet.data && <Sheet sheet={sheet.data} />}
    </div>
  )
}
