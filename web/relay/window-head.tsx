import { useTranslation } from 'react-i18next'
import type { Matrix } from '../api/shapes.ts'
import { minuteOf } from '../text/format.ts'

/** When a window of the matrix begins; an emergency says in letters that it is one. */
export function WindowHead({ window, zone }: { window: Matrix['windows'][number]; zone: string }) {
  const { t } = useTranslation()
  return (
    <th
      scope="col"
      className={window.emergency ? 'tabular matrix-emergency' : 'tabular'}
      title={window.emergency ? t('relay.emergencyOf', { title: window.name }) : undefined}
    >
      {minuteOf(window.startsAt, zone)}
      {window.emergency && (
        <>
          <br />
          <abbr title={t('relay.emergency')}>{t('relay.emergencyMark')}</abbr>
        </>
      )}
    </th>
  )
}
