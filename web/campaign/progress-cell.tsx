import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CampaignProgress } from '../api/shapes.ts'
import { filterBehind } from '../data/airing-filter.ts'
import type { ProgressDay, ProgressStation } from '../data/campaign-progress.ts'
import { Dialog } from '../part/dialog.tsx'
import { useSaid } from '../part/said.ts'
import { writtenDate } from '../text/format.ts'
import type { ProgressPlace } from './progress-grid.tsx'
import { spanText } from './progress-words.ts'

/** What a cell counts: day by day, each figure with what opens it. */
export function ProgressCell({
  progress,
  place,
  onClose,
}: {
  progress: CampaignProgress
  place: ProgressPlace
  onClose: () => void
}) {
  const { t } = useTranslation()
  const said = useSaid()
  const station = progress.stations.find((one) => one.station === place.station)
  const days = (station?.days ?? []).filter(
    ({ date }) => place.from <= date && date <= place.to && isTold(date),
  )
  function isTold(date: string) {
    return place.from === place.to || hasFigures(station?.days.find((day) => day.date === date))
  }
  return (
    <Dialog onClose={onClose} size="lg" title={`${station?.name ?? ''} · ${spanText(place)}`}>
      {days.length === 0 && <p>{t('progress.nothingYet')}</p>}
      {station && days.map((day) => <DayFigures key={day.date} station={station} day={day} />)}
      <p className="note">{said(progress.formula)}</p>
    </Dialog>
  )
}

function hasFigures(day: ProgressDay | undefined): boolean {
  if (!day) return false
  const { own, relay } = day
  return own.planned + own.aired + own.partial + own.missed + relay.owed + relay.upcoming > 0
}

function DayFigures({ station, day }: { station: ProgressStation; day: ProgressDay }) {
  const { t } = useTranslation()
  const { own, relay, opens, date } = day
  const proof = (['heard', 'logged', 'imported', 'declared'] as const).filter(
    (grade) => relay.proof[grade] > 0,
  )
  return (
    <section className="progress-day" data-testid="progress-day">
      <h3 className="tabular">{writtenDate(date)}</h3>
      {own.unasked === 'before' && <p>{t('progress.beforeSays')}</p>}
      {(own.planned > 0 || own.aired > 0 || (station.airs && own.unasked !== 'before')) && (
        <p>
          {t('progress.ownSays', { aired: own.aired, planned: own.planned })}
          {own.unasked === 'no-window' && ` ${t('progress.noWindowSays')}`}
          {own.floor > 0 && ` ${t('progress.floorSays', { floor: own.floor })}`}
          {own.short === null &&
            own.floor > own.aired &&
            ` ${t('progress.leftSays', { n: own.floor - own.aired })}`}
          {own.cap !== null && ` ${t('progress.capSays', { cap: own.cap })}`}
          {own.partial > 0 && ` ${t('progress.partialSays', { n: own.partial })}`}
          {own.missed > 0 && ` ${t('progress.missedSays', { n: own.missed })}`}
          {own.short !== null && own.short > 0 && (
            <b> {t('progress.shortSays', { n: own.short })}</b>
          )}
        </p>
      )}
      {station.role === 'commune' && own.unasked !== 'before' && (
        <p>
          {relay.owed + relay.upcoming === 0
            ? t('progress.nothingOwed')
            : t('progress.relaySays', { relayed: relay.relayed, owed: relay.owed })}
          {proof.length > 0 &&
            ` ${t('progress.proofSays', {
              shares: proof
                .map((grade) => `${relay.proof[grade]} ${t(`grade.${grade}`)}`)
                .join(', '),
            })}`}
          {relay.partly > 0 && ` ${t('progress.partlySays', { n: relay.partly })}`}
          {relay.missed > 0 && ` ${t('progress.missedSays', { n: relay.missed })}`}
          {relay.noEvidence > 0 && ` ${t('progress.unknownSays', { n: relay.noEvidence })}`}
          {relay.upcoming > 0 && ` ${t('progress.upcomingSays', { n: relay.upcoming })}`}
        </p>
      )}
      <p className="progress-links">
        <Link to="/lich-phat" search={{ station: station.station, date }}>
          {t('progress.openPlan')}
        </Link>
        <Link to="/nhat-ky" search={filterBehind(opens.airings, 'aired')}>
          {t('progress.openAirings')}
        </Link>
        {station.role === 'commune' && (
          <Link to="/tiep-am" search={{ date }}>
            {t('progress.openRelay')}
          </Link>
        )}
      </p>
    </section>
  )
}
