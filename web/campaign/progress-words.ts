import { useTranslation } from 'react-i18next'
import type { ProgressPart, ProgressSpan, ProgressStation } from '../data/campaign-progress.ts'
import { writtenDate } from '../text/format.ts'

/** `12/8`, or `12/8–18/8`. */
export function spanText({ from, to }: Pick<ProgressSpan, 'from' | 'to'>): string {
  return from === to ? dayText(from) : `${dayText(from)}–${dayText(to)}`
}

function dayText(date: string): string {
  const [, month = '', day = ''] = date.split('-')
  return `${Number(day)}/${Number(month)}`
}

/** A cell in a sentence, as it is read out and stands below the grid. */
export function useProgressSentence(): (
  station: ProgressStation,
  span: ProgressSpan,
  parts: readonly ProgressPart[],
) => string {
  const { t } = useTranslation()
  return (station, { from, to }, parts) => {
    const when =
      from === to
        ? t('progress.onDay', { date: writtenDate(from) })
        : t('progress.inWeek', { from: writtenDate(from), to: writtenDate(to) })
    const says = parts.map((part) => {
      const counted = t(keyOf(part), {
        ...{ done: part.done, asked: part.asked, planned: part.planned },
        ...{ short: part.short, left: Math.max(0, part.asked - part.done) },
      })
      return part.unknown > 0
        ? `${counted}, ${t('progress.says.unknown', { n: part.unknown })}`
        : counted
    })
    return `${station.name}, ${when}: ${says.join('; ')}.`
  }
}

/** Where nothing is asked at least, what was aired stands alone. */
function keyOf({ kind, standing, asked, done, planned }: ProgressPart) {
  const free = kind === 'own' && asked === 0 && done + planned > 0
  return free ? ('progress.says.own.free' as const) : (`progress.says.${kind}.${standing}` as const)
}
