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
      const counted = t(`progress.says.${part.kind}.${part.standing}`, {
        ...{ done: part.done, asked: part.asked, planned: part.planned },
        short: part.short,
      })
      return part.unknown > 0
        ? `${counted}, ${t('progress.says.unknown', { n: part.unknown })}`
        : counted
    })
    return `${station.name}, ${when}: ${says.join('; ')}.`
  }
}
