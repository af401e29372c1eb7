import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Find } from '../api/shapes.ts'
import { figureOf, lengthOf, timeOf } from '../text/format.ts'
import { shownVerdict, VerdictChip } from './verdict-chip.tsx'

/** More than this between what is certain and what is possible, and the middle says nothing. */
const UNSURE = 3_000

function isUnsure({ coverageFrom, coverageTo }: Find): boolean {
  return coverageTo - coverageFrom > UNSURE
}

/** One bulletin that was heard: which, where, how much, how sure, and what is not as approved. */
export function FindCard({
  find,
  zone,
  chosen,
  onHear,
}: {
  find: Find
  zone: string
  chosen: boolean
  /** Hear the recording from there on, ms; null when its sound is gone. */
  onHear: ((ms: number) => void) | null
}) {
  const { t, i18n } = useTranslation()
  const [version] = find.versions
  const percent = (share: number) => figureOf(share / 100, 0, i18n.language)
  const endMs = find.startMs + find.lengthMs / (find.speedPpm / 1_000_000)
  const differs = ({ kind, fromMs, toMs }: Find['differing'][number]) => {
    const [from, to] = [lengthOf(fromMs), lengthOf(toMs)]
    // What cannot be heard clearly may be as approved.
    const says = kind === 'unclear' ? 'unclear' : 'differs'
    return from === to ? t(`hearing.${says}At`, { at: from }) : t(`hearing.${says}`, { from, to })
  }
  return (
    <article
      className="find"
      data-testid="find"
      data-verdict={shownVerdict(find)}
      data-chosen={chosen || undefined}
    >
      <h3>
        {version
          ? t('hearing.find', { title: version.title, number: version.number })
          : t('hearing.unknownSound')}{' '}
        <VerdictChip verdict={shownVerdict(find)} />
      </h3>
      {find.overruled && <p className="note">{t('hearing.overruled')}</p>}
      {version?.supersededAt != null && <p className="refusal">{t('hearing.superseded')}</p>}
      {version?.recalledAt != null && <p className="refusal">{t('hearing.recalled')}</p>}
      <p>
        {t('hearing.where', { from: lengthOf(find.startMs), to: lengthOf(endMs) })}{' '}
        {find.startMs < 0 && t('hearing.beganBefore', { length: lengthOf(-find.startMs) })}{' '}
        <Button
          size="compact-sm"
          variant="default"
          disabled={onHear === null}
          onClick={() => onHear?.(Math.max(0, find.startMs - 500))}
        >
          {t('hearing.hearThere')}
        </Button>
      </p>
      <p>
        {t(isUnsure(find) ? 'hearing.coverageUnsure' : 'hearing.coverage', {
          percent: percent(find.coverage),
          low: percent(find.coverageFrom),
          high: percent(find.coverageTo),
        })}
      </p>
      <p>
        <ChanceWords find={find} />{' '}
        {t('hearing.confidence', { times: figureOf(find.confidence / 100, 1, i18n.language) })}
      </p>
      <p className="note">{t(find.expected ? 'hearing.expected' : 'hearing.unexpected')}</p>
      {find.differing.length > 0 && (
        <ul className="differing">
          {find.differing.map((one) => (
            <li key={one.fromMs} data-testid="differing">
              <b>{differs(one)}</b> ({t(`hearing.kind.${one.kind}`)}){' '}
              <Button
                size="compact-sm"
                variant="default"
                disabled={onHear === null}
                onClick={() => onHear?.(Math.max(0, one.recordingFromMs - 1_000))}
              >
                {t('hearing.hearThere')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p>
        <BoundWords find={find} zone={zone} />
      </p>
    </article>
  )
}

/** One false claim in so many hours is what a person can weigh; rarer than a million was not measured. */
function ChanceWords({ find }: { find: Find }) {
  const { t, i18n } = useTranslation()
  const hours = 1_000_000 / find.falseAlarms
  // No more digits than such an estimate has.
  const round = Math.max(1, Number(hours.toPrecision(hours < 10 ? 1 : 2)))
  return (
    <span data-testid="chance">
      {t(find.falseAlarms <= 1 ? 'hearing.chanceRare' : 'hearing.chance', {
        hours: figureOf(round, 0, i18n.language),
      })}
    </span>
  )
}

/** Of which airing it speaks, or why of none. */
function BoundWords({ find, zone }: { find: Find; zone: string }) {
  const { t } = useTranslation()
  const { bound, unbound, slight, effective } = find
  if (!bound) return unbound && t(`hearing.unbound.${unbound}`)
  if (slight) return t('hearing.slightBound')
  const place = { title: bound.title, time: timeOf(bound.dueAt, zone) }
  return effective === 'not-proved'
    ? t('hearing.boundNot', place)
    : t('hearing.bound', { ...place, how: t(`hearing.how.${bound.how}`) })
}
