import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { stationsQuery } from '../api/queries.ts'
import type { Station } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { ClockNote } from '../part/clock-note.tsx'
import { Empty } from '../part/empty.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { momentOf } from '../text/format.ts'
import { ClusterOutputs } from './cluster-outputs.tsx'
import { EnrolmentButton } from './enrolment.tsx'
import { FeedAddressesButton } from './feed-addresses.tsx'
import { StationPhone } from './station-phone.tsx'

/** Đài xã: every station, with what it is and how it is. */
export function StationsPage() {
  const { t } = useTranslation()
  const stations = useQuery(stationsQuery)
  return (
    <div data-testid="screen-stations">
      <div className="page-head">
        <h1>{t('stations.title')}</h1>
      </div>
      <ProblemNote error={stations.error} again={() => void stations.refetch()} />
      {stations.isPending && <Waiting />}
      {stations.data?.length === 0 && <Empty says={t('onAir.communesEmpty')} />}
      <ul className="stations">
        {stations.data?.map((station) => (
          <StationCard key={station.id} station={station} />
        ))}
      </ul>
    </div>
  )
}

function StationCard({ station }: { station: Station }) {
  const { t } = useTranslation()
  const { office, session } = useSigned()
  const { status } = station
  const speakers = station.clusters.reduce((sum, cluster) => sum + cluster.speakers, 0)
  return (
    <li className="station" data-testid={`station-${station.id}`}>
      <h2>
        {station.name}{' '}
        {station.role === 'district' && <span className="chip">{t('stations.district')}</span>}
      </h2>
      <dl>
        <dt>{t('stations.health')}</dt>
        <dd>
          <span className={`health health-${station.health}`}>{t(`health.${station.health}`)}</span>{' '}
          {station.lastSeenAt !== null && (
            <span className="note tabular">{momentOf(station.lastSeenAt, office.zone)}</span>
          )}
          {station.health !== 'no-telemetry' && (
            <span className="note">
              {' '}
              · {t(station.enrolled ? 'stations.enrolled' : 'stations.notEnrolled')}
            </span>
          )}
        </dd>
        <dt>{t('stations.technology')}</dt>
        <dd>
          {t(`technology.${station.technology}`)}
          {station.clusters.length > 0 &&
            ` · ${t('stations.clusters', { n: station.clusters.length })}, ${t('stations.speakers', { n: speakers })}`}
        </dd>
        <dt>{t('stations.languages')}</dt>
        <dd>
          {station.languages
            .map((one) => t(`lang.${one as 'vi'}`, { defaultValue: one }))
            .join(', ')}
        </dd>
        <dt>{t('stations.manifest')}</dt>
        <dd className="tabular">
          {station.manifestVersion === 0
            ? t('stations.none')
            : status
              ? t('stations.held', { held: status.held, published: station.manifestVersion })
              : t('stations.published', { published: station.manifestVersion })}
          {status && (
            <span className="note">
              {' '}
              · {t('stations.assets', { held: status.assetsHeld, wanted: status.assetsWanted })}
              {status.unsent > 0 && ` · ${t('stations.unsent', { n: status.unsent })}`}
            </span>
          )}
        </dd>
        <dt>{t('stations.phone')}</dt>
        <dd>
          <StationPhone station={station} />
        </dd>
      </dl>
      <ClockNote station={station} />
      {hasRole(session, 'administrator') && <ClusterOutputs station={station} />}
      <div className="station-actions">
        {hasRole(session, 'administrator') && <EnrolmentButton station={station} />}
        {hasRole(session, 'administrator', 'editor', 'approver', 'duty') && (
          <FeedAddressesButton station={station} />
        )}
        <Link to="/lich-phat/in-tuan" search={{ station: station.id }}>
          {t('paper.week')}
        </Link>
        <Link to="/lich-phat/so" search={{ station: station.id }}>
          {t('paper.book')}
        </Link>
      </div>
    </li>
  )
}
