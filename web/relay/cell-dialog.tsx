import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Matrix, Obligation } from '../api/shapes.ts'
import { declarationsOf } from '../data/matrix.ts'
import { letterOf } from '../data/standing.ts'
import { SpokenList } from '../hearing/spoken-list.tsx'
import { Dialog } from '../part/dialog.tsx'
import { lengthOf, minuteOf, timeOf } from '../text/format.ts'
import { Declared } from './declared.tsx'
import { ObligationSound } from './obligation-sound.tsx'
import type { CellPlace } from './relay-page.tsx'
import { useCellSentence } from './sentence.ts'

/** What a cell was counted from: each airing owed, what shows it, and its sound. */
export function CellDialog({
  matrix,
  place,
  onClose,
}: {
  matrix: Matrix
  place: CellPlace
  onClose: () => void
}) {
  const { t } = useTranslation()
  const sentence = useCellSentence(matrix)
  const row = matrix.communes.findIndex((commune) => commune.station === place.station)
  const column = matrix.windows.findIndex((window) => window.id === place.window)
  const commune = matrix.communes[row]
  const window = matrix.windows[column]
  const cell = commune?.cells[column]
  return (
    <Dialog
      onClose={onClose}
      size="lg"
      title={[
        commune?.name ?? '',
        window ? minuteOf(window.startsAt, matrix.zone) : '',
        ...(window?.emergency ? [t('relay.emergency')] : []),
      ].join(' · ')}
    >
      <p>{sentence(row, column)}</p>
      {cell?.obligations.length === 0 && cell.standing !== 'upcoming' && (
        <p>{t('relay.noObligations')}</p>
      )}
      {cell &&
        declarationsOf(cell).map((one) => (
          <Declared key={one.id} declaration={one} zone={matrix.zone} />
        ))}
      <ul className="obligations" aria-label={t('relay.obligations')}>
        {cell?.obligations.map((obligation) => (
          <li key={obligation.id} data-testid="obligation">
            <ObligationLine obligation={obligation} zone={matrix.zone} />
          </li>
        ))}
      </ul>
      {cell && cell.afterRecall.length > 0 && (
        <section className="refusal" data-testid="cell-after-recall">
          <b>{t('recall.afterRecallCell')}</b>
          <ul>
            {cell.afterRecall.map((one) => (
              <li key={one.airing}>
                <span className="tabular">{timeOf(one.at, matrix.zone)}</span>{' '}
                <Link to="/nhat-ky" search={{ item: itemOf(one.airing) }}>
                  {one.title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  )
}

/** An airing's id is its item's and the attempt: `<item>.<attempt>`. */
const itemOf = (id: string) => id.replace(/\.\d+$/, '')

/** Whose ear says that it was relayed, where nothing else does. */
function earOf({ grade, declaration, recordings }: Obligation): string | null {
  const ears = recordings.filter(({ by }) => by !== null)
  const ear = ears.find(({ verdict }) => verdict === 'attested' || declaration === null)
  return grade === 'declared' ? (ear?.by ?? null) : null
}

function ObligationLine({ obligation, zone }: { obligation: Obligation; zone: string }) {
  const { t } = useTranslation()
  return (
    <>
      <span
        className={`cell standing-${obligation.standing} ring-${obligation.grade}`}
        aria-hidden="true"
      >
        {letterOf(obligation.standing)}
      </span>
      <div className="obligation">
        <b>{obligation.title}</b>
        <span className="tabular">
          {t('relay.due', {
            time: timeOf(obligation.dueAt, zone),
            length: lengthOf(obligation.lengthMs),
          })}
        </span>
        <span>
          {t(`standing.${obligation.standing}`)}.{' '}
          {obligation.grade === 'heard'
            ? t('hearing.byRecording')
            : obligation.airing
              ? t('relay.byAiring')
              : earOf(obligation)
                ? t('hearing.byEar', { name: earOf(obligation) })
                : obligation.declaration
                  ? t('relay.byDeclaration', { name: obligation.declaration.declaredByName })
                  : obligation.standing === 'upcoming'
                    ? ''
                    : t('relay.byNothing')}
        </span>
        {obligation.disagreement && (
          <p className="refusal" data-testid="disagreement">
            {t(`hearing.disagreement.${obligation.disagreement}`)}
          </p>
        )}
        <SpokenList spoken={obligation.recordings} />
        <span className="obligation-links">
          {obligation.airing && (
            <Link to="/nhat-ky" search={{ item: itemOf(obligation.airing) }}>
              {t('relay.openAiring')}
            </Link>
          )}
          <Link to="/nhat-ky" search={{ item: itemOf(obligation.owes) }}>
            {t('relay.openOwed')}
          </Link>
        </span>
        <ObligationSound item={itemOf(obligation.owes)} />
      </div>
    </>
  )
}
