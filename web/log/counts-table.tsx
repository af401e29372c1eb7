import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { countsQuery } from '../api/queries.ts'
import type { Count } from '../api/shapes.ts'
import { type AiringFilter, type Figure, filterBehind } from '../data/airing-filter.ts'
import { totalsOf } from '../data/counts.ts'
import { DayButton } from '../part/day-button.tsx'
import { useNow, useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { figureOf, localDateOf, writtenDate } from '../text/format.ts'

const figures: readonly Figure[] = ['aired', 'relayed', 'partial', 'missed', 'afterRecall']

/** How often each bulletin sounded where on which day; each figure opens what it was counted from. */
export function CountsTable() {
  const { t, i18n } = useTranslation()
  const { office } = useSigned()
  const today = localDateOf(useNow(60_000), office.zone)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const counts = useQuery(countsQuery(from || today, to || today))
  const rows = counts.data?.counts ?? []
  const totals = totalsOf(rows)
  const minutes = (ms: number) => figureOf(ms / 60_000, 1, i18n.language)
  return (
    <details className="counts" data-testid="counts">
      <summary>
        <b>{t('counts.title')}</b>{' '}
        <span className="tabular">
          {figures
            .map((figure) => `${t(`counts.${figure}`).toLowerCase()} ${totals[figure]}`)
            .join(' · ')}
        </span>
      </summary>
      <div className="form-row no-print">
        <DayButton label={t('counts.from')} date={from || today} onDate={setFrom} />
        <DayButton label={t('counts.to')} date={to || today} onDate={setTo} />
      </div>
      <ProblemNote error={counts.error} again={() => void counts.refetch()} />
      {counts.data && rows.length === 0 && <p>{t('counts.empty')}</p>}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard.
        <section className="counts-scroll" tabIndex={0} aria-label={t('counts.title')}>
          <table>
            <thead>
              <tr>
                <th scope="col" className="counts-head">
                  {t('counts.bulletin')}
                </th>
                <th scope="col" className="counts-head">
                  {t('station')}
                </th>
                <th scope="col" className="counts-head">
                  {t('date')}
                </th>
                {figures.map((figure) => (
                  <th key={figure} scope="col" className="counts-head number">
                    {t(`counts.${figure}`)}
                  </th>
                ))}
                <th scope="col" className="counts-head number">
                  {t('counts.planned')}
                </th>
                <th scope="col" className="counts-head number">
                  {t('counts.minutes')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.version} ${row.station} ${row.date}`}>
                  <th scope="row">{row.title}</th>
                  <td>{row.stationName}</td>
                  <td className="tabular">{writtenDate(row.date)}</td>
                  {figures.map((figure) => (
                    <td key={figure} className="number">
                      <FigureLink row={row} figure={figure} />
                    </td>
                  ))}
                  <td className="number">
                    <Link
                      to="/lich-phat"
                      search={{ station: row.station, date: row.date }}
                      aria-label={t('counts.open', {
                        figure: row.planned,
                        name: t('counts.planned'),
                        title: row.title,
                        station: row.stationName,
                        date: writtenDate(row.date),
                      })}
                    >
                      {row.planned}
                    </Link>
                  </td>
                  <td className="number tabular">{minutes(row.soundMs)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row" colSpan={3}>
                  {t('counts.total')}
                </th>
                {figures.map((figure) => (
                  <td key={figure} className="number">
                    <OpenAirings
                      filter={{ from: from || today, to: to || today, figure }}
                      label={`${totals[figure]} ${t(`counts.${figure}`)}`}
                    >
                      {totals[figure]}
                    </OpenAirings>
                  </td>
                ))}
                <td className="number tabular">{totals.planned}</td>
                <td className="number tabular">{minutes(totals.soundMs)}</td>
              </tr>
            </tfoot>
          </table>
        </section>
      )}
      {counts.data && (
        <p className="note">
          <b>{t('counts.formula')}.</b>{' '}
          {i18n.language === 'en' ? counts.data.formula.en : counts.data.formula.vi}{' '}
          {t('counts.apart', counts.data.apart)}
        </p>
      )}
    </details>
  )
}

function FigureLink({ row, figure }: { row: Count; figure: Figure }) {
  const { t } = useTranslation()
  return (
    <OpenAirings
      filter={filterBehind(row.airings, figure)}
      label={t('counts.open', {
        figure: row[figure],
        name: t(`counts.${figure}`),
        title: row.title,
        station: row.stationName,
        date: writtenDate(row.date),
      })}
    >
      {row[figure]}
    </OpenAirings>
  )
}

function OpenAirings({
  filter,
  label,
  children,
}: {
  filter: AiringFilter
  label: string
  children: number
}) {
  return (
    <Link to="/nhat-ky" search={filter} aria-label={label} className="tabular figure">
      {children}
    </Link>
  )
}
