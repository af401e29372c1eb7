import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CampaignProgress } from '../api/shapes.ts'
import {
  fillOf,
  type Grain,
  type ProgressPart,
  partsOf,
  plannedUntil,
  spansOf,
  worstOf,
} from '../data/campaign-progress.ts'
import { moved, type Place } from '../data/matrix.ts'
import { spanText, useProgressSentence } from './progress-words.ts'

export type ProgressPlace = Readonly<{ station: string; from: string; to: string }>

/** Stations down, days or weeks across: what was aired or relayed of what is asked. */
export function ProgressGrid({
  progress,
  grain,
  today,
  onOpen,
}: {
  progress: CampaignProgress
  grain: Grain
  today: string
  onOpen: (place: ProgressPlace) => void
}) {
  const { t } = useTranslation()
  const sentence = useProgressSentence()
  const table = useRef<HTMLTableElement>(null)
  const spans = spansOf(progress.dates, grain)
  const until = plannedUntil(progress)
  // Totals reach to today: what is still to come is not asked for yet.
  const sofar = {
    ...{ from: '', to: today },
    at: [...progress.dates.keys()].filter((at) => (progress.dates[at] ?? '') <= today),
  }
  const rows = progress.stations.map((station) => ({
    station,
    cells: spans.map((span) => partsOf(station, span, today, until)),
    whole: partsOf(station, sofar, today, until),
  }))
  const current = spans.findIndex(({ from, to }) => from <= today && today <= to)
  const [place, setPlace] = useState<Place>({ row: 0, column: Math.max(0, current) })
  const [looked, setLooked] = useState<Place | null>(null)

  // Once: the days around today into view.
  const start = useRef(place)
  useEffect(() => {
    const box = table.current?.parentElement
    const cell = cellAt(table.current, start.current)?.closest('td')
    if (box && cell) box.scrollLeft = cell.offsetLeft - box.clientWidth + cell.offsetWidth * 3
  }, [])

  const hear = (event: KeyboardEvent) => {
    const to = moved(place, event.key, rows.length, spans.length)
    if (!to) return
    event.preventDefault()
    setPlace(to)
    setLooked(to)
    cellAt(table.current, to)?.focus()
  }
  const says = ({ row, column }: Place) => {
    const [line, span] = [rows[row], spans[column]]
    return line && span ? sentence(line.station, span, line.cells[column] ?? []) : ''
  }
  return (
    <>
      <section className="matrix-scroll" aria-label={t('progress.title')}>
        <table className="matrix progress" ref={table} onKeyDown={hear} data-testid="progress">
          <thead>
            <tr>
              <th scope="col" className="matrix-name">
                {t('station')}
              </th>
              {spans.map((span, column) => (
                <th
                  key={span.from}
                  scope="col"
                  className="tabular"
                  aria-current={column === current ? 'date' : undefined}
                >
                  {spanText(span)}
                </th>
              ))}
              <th scope="col" className="matrix-total">
                {t('relay.total')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ station, cells, whole }, row) => (
              <tr key={station.station} data-testid={`progress-${station.station}`}>
                <th scope="row" className="matrix-name">
                  {station.name}{' '}
                  <span className="note">
                    {t(station.airs ? 'progress.airs' : 'progress.relays')}
                  </span>
                </th>
                {cells.map((parts, column) => (
                  <td key={spans[column]?.from}>
                    <button
                      type="button"
                      className="progress-cell"
                      tabIndex={place.row === row && place.column === column ? 0 : -1}
                      data-at={`${row}-${column}`}
                      data-standing={worstOf(parts)}
                      onClick={() => {
                        const span = spans[column]
                        setPlace({ row, column })
                        if (span) onOpen({ station: station.station, from: span.from, to: span.to })
                      }}
                      onFocus={() => setLooked({ row, column })}
                      onMouseEnter={() => setLooked({ row, column })}
                    >
                      {parts.map((part) => (
                        <PartBar key={part.kind} part={part} />
                      ))}
                      <span className="unseen"> {says({ row, column })}</span>
                    </button>
                  </td>
                ))}
                <td className="matrix-total tabular">{whole.map(partText).join(' · ')}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            {(['own', 'relay'] as const).map((kind) => (
              <tr key={kind}>
                <th scope="row" className="matrix-name">
                  {t(`progress.total.${kind}`)}
                </th>
                {spans.map((span, column) => (
                  <td key={span.from} className="tabular">
                    {partText(
                      totalOf(
                        rows.flatMap(({ cells }) => cells[column] ?? []),
                        kind,
                      ),
                    )}
                  </td>
                ))}
                <td className="matrix-total tabular">
                  <b>
                    {partText(
                      totalOf(
                        rows.flatMap(({ whole }) => whole),
                        kind,
                      ),
                    )}
                  </b>
                </td>
              </tr>
            ))}
          </tfoot>
        </table>
      </section>
      <p className="matrix-says" data-testid="progress-says">
        {looked ? says(looked) : t('progress.hint')}
      </p>
    </>
  )
}

function cellAt(table: HTMLElement | null, { row, column }: Place): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`[data-at="${row}-${column}"]`) ?? null
}

/** `2/3`, or what was done where nothing is asked; in brackets what is planned and still to come. */
function partText({
  done,
  asked,
  planned,
  standing,
}: Omit<ProgressPart, 'kind' | 'short' | 'unknown'>) {
  if (standing === 'nothing' || standing === 'before' || standing === 'closed') return '–'
  if (standing === 'ahead') return planned > 0 ? `(${planned})` : '–'
  if (asked === 0) return String(done)
  return `${done}/${asked}`
}

function PartBar({ part }: { part: ProgressPart }) {
  return (
    <span className="progress-part" data-standing={part.standing} data-kind={part.kind}>
      <span className="tabular">{partText(part)}</span>
      <span className="progress-bar" aria-hidden="true">
        <span style={{ width: `${fillOf(part) * 100}%` }} />
      </span>
    </span>
  )
}

/** Nothing to sum, or not yet. */
const still: ReadonlySet<ProgressPart['standing']> = new Set([
  'nothing',
  'before',
  'closed',
  'ahead',
])

function totalOf(parts: readonly ProgressPart[], kind: ProgressPart['kind']) {
  const own = parts.filter((part) => part.kind === kind)
  const sum = (figure: 'done' | 'asked' | 'planned') =>
    own.reduce((total, part) => total + part[figure], 0)
  return {
    ...{ done: sum('done'), asked: sum('asked'), planned: sum('planned') },
    standing: own.some(({ standing }) => !still.has(standing))
      ? ('met' as const)
      : own.some(({ standing }) => standing === 'ahead')
        ? ('ahead' as const)
        : ('nothing' as const),
  }
}
