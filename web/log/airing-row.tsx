import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Airing } from '../api/shapes.ts'
import { barOf, differenceMs } from '../data/difference.ts'
import { dateOf, differenceOf, timeOf } from '../text/format.ts'
import { Proof } from './proof.tsx'

/** One airing; its name opens the proof below it. */
export const AiringRow = memo(function AiringRow({
  airing,
  zone,
  opened,
  arrived,
  onToggle,
}: {
  airing: Airing
  zone: string
  opened: boolean
  arrived: boolean
  onToggle: (airing: string | null) => void
}) {
  const { t } = useTranslation()
  const planned = timeOf(airing.plannedAt, zone)
  return (
    <>
      <tr
        data-airing={airing.id}
        data-testid="airing"
        data-outcome={airing.outcome}
        data-station={airing.station}
        className={arrived ? 'arrived' : undefined}
      >
        <td className="tabular">
          <span className="note narrow-none">{dateOf(airing.plannedAt, zone)} </span>
          {planned}
        </td>
        <td className="tabular wide-only">
          {airing.startedAt === null ? '–' : timeOf(airing.startedAt, zone)}
        </td>
        <td className="difference">
          <Difference ms={differenceMs(airing)} />
        </td>
        <td>
          <button
            type="button"
            className="row-button"
            aria-expanded={opened}
            onClick={() => onToggle(opened ? null : airing.id)}
          >
            {airing.title}
          </button>
          {airing.purpose === 'test' && <span className="chip">{t('log.test')}</span>}
          {airing.afterRecall && (
            <b className="chip chip-recalled" data-testid="after-recall">
              {t('recall.afterRecall')}
            </b>
          )}
          <span className="note narrow-only">{airing.stationName}</span>
        </td>
        <td className="wide-only">{airing.stationName}</td>
        <td>
          <span className={`outcome outcome-${airing.outcome}`}>
            {t(`outcome.${airing.outcome}`)}
          </span>
        </td>
        <td className="wide-only">
          <span className={`ring ring-${airing.grade}`}>{t(`grade.${airing.grade}`)}</span>
        </td>
      </tr>
      {opened && (
        <tr className="proof-row">
          <td colSpan={7}>
            <Proof airing={airing} />
          </td>
        </tr>
      )}
    </>
  )
})

/** The figure, and a bar to the left of zero for early, to the right for late. */
function Difference({ ms }: { ms: number | null }) {
  const { i18n } = useTranslation()
  if (ms === null) return <span className="note">–</span>
  const bar = barOf(ms)
  return (
    <>
      <span className="bar" aria-hidden="true">
        <span
          style={{
            left: `${bar < 0 ? 50 + bar * 50 : 50}%`,
            width: `${Math.abs(bar) * 50}%`,
          }}
        />
      </span>
      <span className="tabular">{differenceOf(ms, i18n.language)}</span>
    </>
  )
}
