import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { recallsQuery } from '../api/queries.ts'
import { hasRole } from '../data/access.ts'
import { useSigned } from '../part/office.ts'

/** On every screen, while a recall has not reached every station. */
export function RecallBanner() {
  const { t } = useTranslation()
  const { session } = useSigned()
  const recalls = useQuery({
    ...recallsQuery,
    enabled: hasRole(session, 'supervisor', 'approver', 'editor', 'administrator', 'duty'),
  })
  const open = recalls.data?.recalls.filter(({ tally }) => !tally.complete) ?? []
  return (
    <div role="status">
      {open.map(({ id, title, tally }) => (
        <div key={id} className="banner banner-recall no-print" data-testid="recall-banner">
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
      ))}
    </div>
  )
}
