import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { bulletinsQuery } from '../api/queries.ts'
import type { CampaignDetail } from '../api/shapes.ts'
import { newestPerLanguage } from '../data/bulletin-list.ts'
import { Empty } from '../part/empty.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { lengthOf, momentOf } from '../text/format.ts'

/** Shown here at most; the library shows the rest. */
const SHOWN = 50

/** The campaign's messages, with their states and when each is heard next. */
export function CampaignBulletins({ campaign }: { campaign: CampaignDetail }) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const list = useQuery(bulletinsQuery({ campaign: campaign.id }, SHOWN, false))
  const write = (
    <Link to="/ban-tin" search={{ campaign: campaign.id }} className="button-link">
      {t('campaign.writeBulletin')}
    </Link>
  )
  return (
    <section className="campaign-part" aria-label={t('campaign.bulletins')}>
      <div className="page-head">
        <h2 className="part-title">{t('campaign.bulletins')}</h2>
        {(list.data?.total ?? 0) > 0 && (
          <Link to="/ban-tin" search={{ campaign: campaign.id }} data-testid="campaign-library">
            {t('campaign.openLibrary')}
          </Link>
        )}
      </div>
      <ProblemNote error={list.error} again={() => void list.refetch()} />
      {list.data?.total === 0 && (
        <Empty says={t('campaign.noBulletins')}>{campaign.mayEdit && write}</Empty>
      )}
      <ul className="campaign-bulletins">
        {list.data?.bulletins.map((bulletin) => (
          <li key={bulletin.id} data-testid="campaign-bulletin">
            <Link to="/ban-tin/$bulletin" params={{ bulletin: bulletin.id }}>
              {bulletin.title}
            </Link>
            <span className="chips">
              {newestPerLanguage(bulletin).map((version) => (
                <span key={version.id} className={`chip chip-${version.state}`}>
                  {version.language.toUpperCase()} · {t(`state.${version.state}`)}
                  {version.sound && ` · ${lengthOf(version.sound.lengthMs)}`}
                </span>
              ))}
            </span>
            <span className="note tabular">
              {bulletin.next
                ? t('bulletin.next', { time: momentOf(bulletin.next.at, zone).slice(0, -3) })
                : t('bulletin.notPlanned')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
