import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlanDifference } from '../api/planning.ts'
import { planDifferenceQuery, planVersionsQuery } from '../api/queries.ts'
import { Dialog } from '../part/dialog.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { momentOf, timeOf, writtenDate } from '../text/format.ts'

/** Every playlist that a day had, who made it so, and what each has otherwise than the one before. */
export function VersionsDialog({
  station,
  date,
  onClose,
}: {
  station: string
  date: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const versions = useQuery(planVersionsQuery(station, date))
  const [chosen, setChosen] = useState<number | null>(null)
  const list = versions.data ?? []
  const shown = chosen ?? list[0]?.number ?? null
  return (
    <Dialog
      onClose={onClose}
      title={t('planVersions.title', { date: writtenDate(date) })}
      size={820}
      className="change-dialog"
    >
      <div className="plan-versions" data-testid="plan-versions">
        <ProblemNote error={versions.error} again={() => void versions.refetch()} />
        {versions.isPending && <Waiting />}
        {versions.data && list.length === 0 && <p>{t('planVersions.empty')}</p>}
        <ol className="plan-version-list">
          {list.map(({ number, at, staffName, cause, items }) => (
            <li key={number}>
              <button
                type="button"
                aria-pressed={number === shown}
                onClick={() => setChosen(number)}
                data-testid="plan-version"
              >
                <b>{t('planVersions.number', { n: number })}</b>
                <span className="chip">{t(`planVersions.cause.${cause}`)}</span>
                <span className="note tabular">
                  {t('planVersions.by', {
                    at: momentOf(at, zone),
                    who: staffName ?? t('planVersions.planner'),
                  })}
                </span>
                <span className="note">{t('planVersions.items', { n: items })}</span>
              </button>
            </li>
          ))}
        </ol>
        {shown !== null && (
          <Difference key={shown} station={station} date={date} number={shown} zone={zone} />
        )}
      </div>
    </Dialog>
  )
}

function Difference({
  station,
  date,
  number,
  zone,
}: {
  station: string
  date: string
  number: number
  zone: string
}) {
  const { t } = useTranslation()
  const difference = useQuery({
    ...planDifferenceQuery(station, date, number - 1, number),
    enabled: number > 1,
  })
  if (number === 1) return <p className="note">{t('planVersions.first')}</p>
  const byWindow = Map.groupBy(difference.data?.changes ?? [], ({ windowName }) => windowName)
  return (
    <section aria-live="polite" data-testid="plan-difference">
      <h3>{t('planVersions.changes', { n: number - 1 })}</h3>
      <ProblemNote error={difference.error} />
      {difference.isPending && <Waiting />}
      {difference.data?.changes.length === 0 && <p>{t('planVersions.same')}</p>}
      {[...byWindow].map(([name, changes]) => (
        <div key={name}>
          <h4>{name}</h4>
          <ul className="plan-differences">
            {changes.map((change) => (
              <DifferenceLine
                key={`${change.kind} ${change.title} ${change.before} ${change.after}`}
                change={change}
                zone={zone}
              />
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

const signs = { added: '+', removed: '−', moved: '↕' } as const

function DifferenceLine({ change, zone }: { change: PlanDifference; zone: string }) {
  const { t } = useTranslation()
  const { kind, title, before, after } = change
  const time = (at: number) => <time className="tabular">{timeOf(at, zone)}</time>
  return (
    <li className={`plan-line plan-line-${kind}`} data-testid={`difference-${kind}`}>
      <span className="plan-line-sign" aria-hidden="true">
        {signs[kind]}
      </span>
      <span className="chip">{t(`planVersions.${kind}`)}</span>
      <span className="plan-line-times">
        {before !== null && (after === null ? <del>{time(before)}</del> : time(before))}
        {before !== null && after !== null && ' → '}
        {after !== null && time(after)}
      </span>
      <span>{title}</span>
    </li>
  )
}
