import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cell, Matrix } from '../api/shapes.ts'
import {
  moved,
  newestColumn,
  type Place,
  totalOf,
  totalText,
  windowTotals,
} from '../data/matrix.ts'
import { letterOf } from '../data/standing.ts'
import type { CellPlace } from './relay-page.tsx'
import { useCellSentence } from './sentence.ts'
import { WindowHead } from './window-head.tsx'

/** The product's face. One tab stop; arrows move, Enter opens, the sentence of where one is stands below. */
export function MatrixGrid({
  matrix,
  now,
  onOpen,
}: {
  matrix: Matrix
  now: number
  onOpen: (place: CellPlace) => void
}) {
  const { t } = useTranslation()
  const sentence = useCellSentence(matrix)
  const [place, setPlace] = useState<Place>({ row: 0, column: newestColumn(matrix, now) })
  const [looked, setLooked] = useState<Place | null>(null)
  const table = useRef<HTMLTableElement>(null)
  const totals = windowTotals(matrix)

  // Once: the newest window into view, at the right, so that what led to it can be seen.
  const start = useRef(place)
  useEffect(() => {
    const box = table.current?.parentElement
    const cell = cellAt(table.current, start.current)
    if (box && cell) box.scrollLeft = cell.offsetLeft - box.clientWidth + cell.offsetWidth * 2
  }, [])

  const hear = (event: KeyboardEvent) => {
    const to = moved(place, event.key, matrix.communes.length, matrix.windows.length)
    if (!to) return
    event.preventDefault()
    setPlace(to)
    setLooked(to)
    cellAt(table.current, to)?.focus()
  }
  const open = (row: number, column: number) => {
    const station = matrix.communes[row]?.station
    const window = matrix.windows[column]?.id
    setPlace({ row, column })
    if (station && window) onOpen({ station, window })
  }
  // A ref, so that thousands of cells are not drawn anew when the opener changes.
  const handlers = useRef({ open, look: setLooked })
  handlers.current = { open, look: setLooked }

  return (
    <div className="no-print">
      <section className="matrix-scroll" aria-label={t('relay.title')}>
        <table className="matrix" ref={table} onKeyDown={hear} data-testid="matrix">
          <thead>
            <tr>
              <th scope="col" className="matrix-name">
                {t('relay.commune')}
              </th>
              {matrix.windows.map((window) => (
                <WindowHead key={window.id} window={window} zone={matrix.zone} />
              ))}
              <th scope="col" className="matrix-total">
                {t('relay.total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {matrix.communes.map((commune, row) => (
              <tr key={commune.station} data-testid={`row-${commune.station}`}>
                <th scope="row" className="matrix-name">
                  {commune.name}{' '}
                  <span className="note">{t(`technology.${commune.technology}`)}</span>
                </th>
                {commune.cells.map((cell, column) => (
                  <MatrixCell
                    key={cell.window}
                    cell={cell}
                    row={row}
                    column={column}
                    reachable={place.row === row && place.column === column}
                    label={sentence(row, column)}
                    handlers={handlers}
                  />
                ))}
                <td className="matrix-total tabular">{totalText(totalOf(commune.cells))}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className="matrix-name">
                {t('relay.total')}
              </th>
              {totals.map((total, column) => (
                <td key={matrix.windows[column]?.id} className="tabular">
                  {totalText(total)}
                </td>
              ))}
              <td className="matrix-total tabular">
                <b>{totalText(totalOf(matrix.communes.flatMap((commune) => commune.cells)))}</b>
              </td>
            </tr>
          </tfoot>
        </table>
      </section>
      <p className="matrix-says" data-testid="matrix-says">
        {looked ? sentence(looked.row, looked.column) : `${t('relay.hint')} ${t('relay.keys')}`}
      </p>
    </div>
  )
}

function cellAt(table: HTMLElement | null, { row, column }: Place): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`[data-at="${row}-${column}"]`) ?? null
}

type Handlers = Readonly<{
  open: (row: number, column: number) => void
  look: (place: Place) => void
}>

const MatrixCell = memo(function MatrixCell({
  cell,
  row,
  column,
  reachable,
  label,
  handlers,
}: {
  cell: Cell
  row: number
  column: number
  reachable: boolean
  label: string
  handlers: { readonly current: Handlers }
}) {
  return (
    <td>
      <button
        type="button"
        className={`cell standing-${cell.standing} ring-${cell.grade}`}
        tabIndex={reachable ? 0 : -1}
        aria-label={label}
        data-at={`${row}-${column}`}
        data-standing={cell.standing}
        data-grade={cell.grade}
        data-disagreements={cell.disagreements || undefined}
        onClick={() => handlers.current.open(row, column)}
        onFocus={() => handlers.current.look({ row, column })}
        onMouseEnter={() => handlers.current.look({ row, column })}
      >
        {letterOf(cell.standing)}
      </button>
    </td>
  )
})
