import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { recallsQuery } from '../api/queries.ts'
import type { RecallLine } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { stillOwed } from '../data/recall.ts'
import { useSigned } from '../part/office.ts'

/** More of them would push the screen itself out of sight: then one line stands for all. */
const EACH_UP_TO = 2

/** On every screen, while a recall has not reached every station. */
export function RecallBanner() {
  const { session } = useSigned()
  const recalls = useQuery({
    ...recallsQuery,
    enabled: hasRole(session, 'supervisor', 'approver', 'editor', 'administrator', 'duty'),
  })
  const open = recalls.data?.recalls.filter(({ tally }) => !tally.complete) ?? []
  return (
    <div role="status">
      {open.length > EACH_UP_TO ? (
        <AllOpen open={open} />
      ) : (
        open.map((recall) => <OneOpen key={recall.id} recall={recall} />)
      )}
    </div>
  )
}

function OneOpen({ recall: { id, title, tally } }: { recall: RecallLine }) {
  const { t } = useTranslation()
  return (
    <div className="banner banner-recall no-print" data-testid="recall-banner">
      <span>
        <b>{t('recall.banner', { title })}</b>
        {': '}
        {[
          ...(tally.notReached > 0 ? [t('recall.bannerCall', { n: tally.notReached })] : []),
          ...(tally.waiting > 0 ? [t('recall.bannerWaiting', { n: tally.waiting })] : []),
        ].join(', ')}
      </span>
      <Link to="/thu-hoi/$recall" params={{ recall: id }}>
        {t('recall.follow')}
      </Link>
    </div>
  )
}

function AllOpen({ open }: { open: readonly RecallLine[] }) {
  const { t } = useTranslation()
  const { toCall, toAnswer } = stillOwed(open)
  return (
    <div className="banner banner-recall no-print" data-testid="recall-banner">
      <span>
        <b>{t('recall.bannerMany', { n: open.length })}</b>
        {': '}
        {[
          ...(toCall > 0 ? [t('recall.bannerManyCall', { n: toCall })] : []),
          ...(toAnswer > 0 ? [t('recall.bannerManyWaiting', { n: toAnswer })] : []),
        ].join(', ')}
      </span>
      <Link to="/thu-hoi">{t('recall.followAll')}</Link>
    </div>
  )
}
