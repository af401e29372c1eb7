import { useTranslation } from 'react-i18next'
import type { Conflict, Piece } from '../api/planning.ts'
import { conflictPicture } from '../data/conflict-picture.ts'
import { useSigned } from '../part/office.ts'
import { timeOf } from '../text/format.ts'
import { useRelayWords } from './relay-words.ts'

const percent = (share: number) => `${(share * 100).toFixed(2)}%`

/** What is wanted above what is there, on one line of time; where both would sound is hatched. */
export function ConflictPicture({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation()
  const relayWords = useRelayWords()
  const { zone } = useSigned().office
  const { wanted, there, clash } = conflictPicture(conflict)
  const nameOf = ({ title, source }: Piece) => (source ? relayWords({ source }) : title)
  const span = ({ startsAt, endsAt }: Piece) =>
    `${timeOf(startsAt, zone)} – ${timeOf(endsAt, zone)}`
  const says = t('change.picture', {
    wanted: `${nameOf(wanted.piece)}, ${span(wanted.piece)}`,
    there: there.map(({ piece }) => `${nameOf(piece)}, ${span(piece)}`).join('; '),
  })
  return (
    <figure className="clash" data-testid="conflict-picture">
      <div className="clash-lines" role="img" aria-label={says}>
        <span
          className="clash-piece clash-wanted"
          style={{ left: percent(wanted.left), width: percent(wanted.width) }}
        />
        {there.map(({ piece, left, width }) => (
          <span
            key={piece.item ?? `${piece.source}-${piece.startsAt}`}
            className="clash-piece clash-there"
            data-source={piece.source ?? undefined}
            style={{ left: percent(left), width: percent(width) }}
          />
        ))}
        {clash && (
          <span
            className="clash-both"
            style={{ left: percent(clash.left), width: percent(clash.width) }}
          />
        )}
      </div>
      <dl className="clash-names">
        <div className="clash-name-wanted">
          <dt>{t('change.wanted')}</dt>
          <dd>
            <b>{nameOf(wanted.piece)}</b> <span className="tabular note">{span(wanted.piece)}</span>
          </dd>
        </div>
        {there.map(({ piece }) => (
          <div key={piece.item ?? `${piece.source}-${piece.startsAt}`} className="clash-name-there">
            <dt>{t('change.there')}</dt>
            <dd>
              <b>{nameOf(piece)}</b> <span className="tabular note">{span(piece)}</span>
              {piece.pinned && <span className="chip">{t('timeline.pinned')}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </figure>
  )
}
