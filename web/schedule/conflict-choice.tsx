import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ChangesPreview, Conflict, Resolution } from '../api/planning.ts'
import { useSigned } from '../part/office.ts'
import { useSaid } from '../part/said.ts'
import { timeOf, writtenDate } from '../text/format.ts'
import { ConflictPicture } from './conflict-picture.tsx'
import { useFocusHere } from './focus-here.ts'
import { RelayReach } from './relay-reach.tsx'

const ways = ['override', 'queue', 'move'] as const

/** Ghi đè, Tiếp nối, Dời: the users' own words for what to do when a place is taken. */
export function ConflictChoice({
  preview,
  onChoose,
  onLeave,
}: {
  preview: ChangesPreview
  onChoose: (resolve: Resolution) => void
  onLeave: () => void
}) {
  const { t } = useTranslation()
  const said = useSaid()
  const { conflicts } = preview
  const here = useFocusHere<HTMLDivElement>()
  // One answer settles all of them, so only what works for each is offered.
  const choices = ways.filter((way) => conflicts.every((one) => one.choices.includes(way)))
  const whyNot = (way: Resolution) => {
    const found = conflicts.flatMap(({ refused }) => refused).find(({ choice }) => choice === way)
    return found ? said(found.reason) : t('change.notTogether')
  }
  return (
    <div className="conflicts" data-testid="conflict" ref={here} tabIndex={-1}>
      {conflicts.length > 1 && <p>{t('change.conflictCount', { n: conflicts.length })}</p>}
      {conflicts.map((conflict) => (
        <OneConflict
          key={`${conflict.change} ${conflict.station} ${conflict.date} ${conflict.window}`}
          conflict={conflict}
        />
      ))}
      {choices.length === 0 && <p role="note">{t('change.noChoice')}</p>}
      <div className="conflict-ways">
        {ways.map((way) => {
          const offered = choices.includes(way)
          return (
            <div key={way} data-offered={offered || undefined}>
              <Button
                fullWidth
                variant={way === choices[0] ? 'filled' : 'default'}
                disabled={!offered}
                onClick={() => onChoose(way)}
                data-testid={`resolve-${way}`}
                aria-describedby={`way-${way}`}
              >
                {t(`change.${way}`)}
              </Button>
              <p className="note" id={`way-${way}`} data-testid={`way-${way}`}>
                {offered ? t(`change.${way}Says`) : whyNot(way)}
              </p>
            </div>
          )
        })}
      </div>
      <div className="actions">
        <Button variant="default" onClick={onLeave} data-testid="change-leave">
          {t('change.cancel')}
        </Button>
      </div>
    </div>
  )
}

function OneConflict({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation()
  const said = useSaid()
  const { zone } = useSigned().office
  const { wanted, inTheWay, relays } = conflict
  return (
    <section className="conflict">
      {conflict.windowName !== '' && (
        <h3>
          {conflict.stationName} · <span className="tabular">{writtenDate(conflict.date)}</span> ·{' '}
          {/^[\d:]+$/.test(conflict.windowName) ? '' : `${conflict.windowName}, `}
          <span className="tabular">{timeOf(wanted.startsAt, zone)}</span>
        </h3>
      )}
      <p>{said(conflict.reason)}</p>
      {inTheWay.length > 0 ? (
        <ConflictPicture conflict={conflict} />
      ) : wanted.title === '' ? null : (
        <p className="conflict-wanted">
          {t('change.wanted')}: <b>{wanted.title}</b>{' '}
          <span className="tabular note">
            {timeOf(wanted.startsAt, zone)} – {timeOf(wanted.endsAt, zone)}
          </span>
        </p>
      )}
      {conflict.choices.length === 0 ? null : relays.length > 0 ? (
        <RelayReach relays={relays} />
      ) : (
        <p className="note">{t('change.noRelays')}</p>
      )}
    </section>
  )
}
