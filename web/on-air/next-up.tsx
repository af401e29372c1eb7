import { Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Plan } from '../api/shapes.ts'
import { nextItems } from '../data/next-items.ts'
import { useSigned } from '../part/office.ts'
import { lengthOf, timeOf } from '../text/format.ts'

const SHOWN = 6

/** Sắp phát: the next items, each with its instant and a countdown to the second. */
export function NextUp({
  plan,
  now,
  isStopped,
}: {
  plan: Plan | undefined
  now: number
  /** Nothing of it sounds before a person restarts the station, so nothing is promised. */
  isStopped: boolean
}) {
  const { t } = useTranslation()
  const { office } = useSigned()
  const items = isStopped ? [] : nextItems(plan, now, SHOWN)
  return (
    <Paper withBorder p="lg" component="section" className="next-up" aria-labelledby="next-up">
      <h2 id="next-up" className="part-title">
        {t('nextUp.title')}
      </h2>
      {plan && items.length === 0 && <p>{t(isStopped ? 'nextUp.stopped' : 'nextUp.none')}</p>}
      <ol data-testid="next-up">
        {items.map(({ id, title, startsAt, inMs, isTune }) => (
          <li key={id}>
            <time className="next-up-at">{timeOf(startsAt, office.zone)}</time>
            <span className={isTune ? 'next-up-title note' : 'next-up-title'}>{title}</span>
            <span className="next-up-in tabular">{t('nextUp.in', { time: lengthOf(inMs) })}</span>
          </li>
        ))}
      </ol>
    </Paper>
  )
}
