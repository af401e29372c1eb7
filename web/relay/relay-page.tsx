import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { matrixQuery } from '../api/queries.ts'
import { DayChoice } from '../part/day-choice.tsx'
import { Empty } from '../part/empty.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { localDateOf, writtenDate } from '../text/format.ts'
import { CellDialog } from './cell-dialog.tsx'
import { Grades, Legend } from './legend.tsx'
import { MatrixGrid } from './matrix-grid.tsx'
import { MatrixPaper } from './matrix-paper.tsx'

export type CellPlace = Readonly<{ station: string; window: string }>

/** Theo dõi tiếp âm: communes down, the windows of the day across. */
export function RelayPage() {
  const { t } = useTranslation()
  const { office } = useSigned()
  const now = useNow(10_000)
  const today = localDateOf(now, office.zone)
  const date = useSearch({ from: '/tiep-am' }).date ?? today
  const navigate = useNavigate()
  const matrix = useQuery(matrixQuery(date))
  const [opened, setOpened] = useState<CellPlace | null>(null)
  return (
    <div className="relay" data-testid="screen-relay">
      <div className="page-head">
        <h1>
          {t('relay.title')}
          <span className="print-only"> · {writtenDate(date)}</span>
        </h1>
        <div className="page-tools no-print">
          <DayChoice
            date={date}
            today={today}
            onDate={(chosen) => void navigate({ to: '/tiep-am', search: { date: chosen } })}
          />
          <Button variant="default" onClick={() => window.print()} className="pc-only">
            {t('schedule.print')}
          </Button>
        </div>
      </div>
      <ProblemNote error={matrix.error} again={() => void matrix.refetch()} />
      {matrix.isPending && <Waiting />}
      {matrix.data &&
        (matrix.data.windows.length === 0 || matrix.data.communes.length === 0 ? (
          <Empty says={t('relay.empty')} />
        ) : (
          <>
            <MatrixGrid key={date} matrix={matrix.data} now={now} onOpen={setOpened} />
            <MatrixPaper matrix={matrix.data} />
            <Legend />
            <Grades matrix={matrix.data} />
          </>
        ))}
      {matrix.data && opened && (
        <CellDialog matrix={matrix.data} place={opened} onClose={() => setOpened(null)} />
      )}
    </div>
  )
}
