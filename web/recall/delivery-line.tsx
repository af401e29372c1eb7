import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { RecallStation } from '../api/shapes.ts'
import { dialled } from '../data/recall.ts'
import { useSigned } from '../part/office.ts'
import { momentOf, timeOf } from '../text/format.ts'
import { ConfirmWiped } from './confirm-wiped.tsx'

/** One station's part: asked when, dropped when, or a number to call. */
export function DeliveryLine({ recall, station }: { recall: string; station: RecallStation }) {
  const { t } = useTranslation()
  const { zone } = useSigned().office
  const { state, phone, askedAt, droppedAt, receivedAt, lastSeenAt } = station
  return (
    <li
      className={`delivery delivery-${state}`}
      data-testid={`delivery-${station.station}`}
      data-state={state}
    >
      <div className="delivery-head">
        <h2>{station.name}</h2>
        <b className="delivery-state">{t(`recall.state.${state}`)}</b>
        <span className="note">{t(`technology.${station.technology}`)}</span>
      </div>
      <ul className="delivery-facts tabular">
        <li>
          {askedAt === null
            ? t('recall.neverAsked')
            : t('recall.askedAt', { time: momentOf(askedAt, zone) })}
        </li>
        {droppedAt !== null && receivedAt !== null && (
          <li>
            {t('recall.droppedAt', {
              time: momentOf(droppedAt, zone),
              received: timeOf(receivedAt, zone),
            })}
          </li>
        )}
        {state === 'not-reached' && lastSeenAt !== null && (
          <li>{t('recall.lastSeen', { time: momentOf(lastSeenAt, zone) })}</li>
        )}
        {station.confirmations.map((one) => (
          <li key={one.id}>
            {t(`recall.confirmedBy.${one.way}`, {
              name: one.by,
              time: momentOf(one.at, zone),
              note: one.note,
            })}
          </li>
        ))}
        {station.airedAfter > 0 && (
          <li>
            <Link to="/nhat-ky" search={{ station: station.station }}>
              <b className="chip chip-recalled">
                {t('recall.airedAfter', { n: station.airedAfter })}
              </b>
            </Link>
          </li>
        )}
      </ul>
      {state === 'not-reached' && (
        <div className="delivery-call no-print">
          {phone ? (
            <a className="call" href={dialled(phone)} data-testid="call">
              {t('recall.call', { phone })}
            </a>
          ) : (
            <span>
              {t('recall.noPhone')} <Link to="/dai-xa">{t('recall.addPhone')}</Link>
            </span>
          )}
          <ConfirmWiped recall={recall} station={station} />
        </div>
      )}
    </li>
  )
}
