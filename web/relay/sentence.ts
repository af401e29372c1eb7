import { useTranslation } from 'react-i18next'
import type { Matrix } from '../api/shapes.ts'
import { cellSentence } from '../data/matrix.ts'
import { minuteOf, writtenDate } from '../text/format.ts'

/** A cell in words: which commune, which window, how it came out, and how that is known. */
export function useCellSentence(matrix: Matrix): (row: number, column: number) => string {
  const { t } = useTranslation()
  return (row, column) => {
    const commune = matrix.communes[row]
    const window = matrix.windows[column]
    const cell = commune?.cells[column]
    if (!commune || !window || !cell) return ''
    const said = t(`relay.${cellSentence(cell.standing)}`, {
      commune: commune.name,
      window: [
        ...(window.emergency ? [t('relay.emergencyOf', { title: window.name })] : []),
        `${minuteOf(window.startsAt, matrix.zone)} ${writtenDate(matrix.date)}`,
      ].join(' '),
      owed: cell.owed,
      relayed: cell.relayed,
      standing: t(`standing.${cell.standing}`).toLowerCase(),
      grade: t(`grade.${cell.grade}`),
    })
    return cell.disagreements > 0
      ? said + t('hearing.disagreementsCell', { n: cell.disagreements })
      : said
  }
}
