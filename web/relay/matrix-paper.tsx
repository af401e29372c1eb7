import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Matrix } from '../api/shapes.ts'
import { sheets, totalOf, totalText } from '../data/matrix.ts'
import { letterOf } from '../data/standing.ts'
import { WindowHead } from './window-head.tsx'

/** The day on paper: cut into sheets that fit, black and white; drawn only while printing. */
export function MatrixPaper({ matrix }: { matrix: Matrix }) {
  const { t } = useTranslation()
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true))
    const end = () => setPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  if (!printing) return null
  const cut = sheets(matrix.windows.length)
  return (
    <div className="paper">
      {cut.map(({ from, to }, index) => (
        <table key={from} className="matrix">
          <caption>{t('relay.sheet', { n: index + 1, of: cut.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('relay.commune')}</th>
              {matrix.windows.slice(from, to).map((window) => (
                <WindowHead key={window.id} window={window} zone={matrix.zone} />
              ))}
              <th scope="col">{t('relay.total')}</th>
            </tr>
          </thead>
          <tbody>
            {matrix.communes.map((commune) => (
              <tr key={commune.station}>
                <th scope="row">{commune.name}</th>
                {commune.cells.slice(from, to).map((cell) => (
                  <td key={cell.window}>
                    <span className={`cell standing-${cell.standing} ring-${cell.grade}`}>
                      {letterOf(cell.standing)}
                    </span>
                  </td>
                ))}
                <td>{totalText(totalOf(commune.cells))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  )
}
