import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { airingsQuery, planItemsQuery } from '../api/queries.ts'
import type { Airing, Bulletin } from '../api/shapes.ts'
import { byStation } from '../data/by-station.ts'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { momentOf } from '../text/format.ts'

/** Lines of one station before the rest is only counted. */
const LINES = 4

/** Where a bulletin was aired and will be, station by station. */
export function HeardWhere({ bulletin }: { bulletin: Bulletin }) {
  return (
    <div className="heard-where" data-testid="heard-where">
      <Coming bulletin={bulletin} />
      <Past bulletin={bulletin} />
    </div>
  )
}

function Coming({ bulletin }: { bulletin: Bulletin }) {
  const { t } = useTranslation()
  const coming = useQuery(planItemsQuery(bulletin.id))
  return (
    <section aria-label={t('heardWhere.coming')}>
      <h2 className="part-title">{t('heardWhere.coming')}</h2>
      <ProblemNote error={coming.error} again={() => void coming.refetch()} />
      {coming.data?.items.length === 0 && <p className="note">{t('heardWhere.nothingComing')}</p>}
      {byStation(coming.data?.items ?? []).map(({ station, stationName, lines }) => (
        <Lines key={station} name={stationName} count={lines.length}>
          {lines.slice(0, LINES).map((item) => (
            <li key={item.item}>
              <Minute at={item.startsAt} />
              <VersionNote bulletin={bulletin} version={item.version} />
            </li>
          ))}
        </Lines>
      ))}
    </section>
  )
}

function Past({ bulletin }: { bulletin: Bulletin }) {
  const { t } = useTranslation()
  const past = useQuery(airingsQuery({ bulletin: bulletin.id, limit: '200' }))
  const airings = past.data?.airings ?? []
  return (
    <section aria-label={t('heardWhere.past')}>
      <h2 className="part-title">{t('heardWhere.past')}</h2>
      <ProblemNote error={past.error} again={() => void past.refetch()} />
      {past.data && airings.length === 0 && <p className="note">{t('heardWhere.nothingPast')}</p>}
      {byStation(airings).map(({ station, stationName, lines }) => (
        <Lines key={station} name={stationName} count={lines.length}>
          {lines.slice(0, LINES).map((airing) => (
            <AiredLine key={airing.id} bulletin={bulletin} airing={airing} />
          ))}
        </Lines>
      ))}
      {airings.length > 0 && (
        <Link to="/nhat-ky" search={{ bulletin: bulletin.id }}>
          {t('heardWhere.all')}
        </Link>
      )}
    </section>
  )
}

function AiredLine({ bulletin, airing }: { bulletin: Bulletin; airing: Airing }) {
  const { t } = useTranslation()
  return (
    <li>
      <Minute at={airing.startedAt ?? airing.plannedAt} />
      <span className={`outcome outcome-${airing.outcome}`}>{t(`outcome.${airing.outcome}`)}</span>
      {airing.afterRecall && <b className="chip chip-recalled">{t('heardWhere.afterRecall')}</b>}
      <VersionNote bulletin={bulletin} version={airing.version} />
    </li>
  )
}

/** The lines of a station, and how many more there are. */
function Lines({ name, count, children }: { name: string; count: number; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className="station-lines">
      <h3>
        {name} <span className="note">{t('heardWhere.stationTimes', { n: count })}</span>
      </h3>
      <ul>
        {children}
        {count > LINES && <li className="note">{t('heardWhere.more', { n: count - LINES })}</li>}
      </ul>
    </div>
  )
}

function Minute({ at }: { at: number }) {
  const { zone } = useSigned().office
  return <time className="tabular">{momentOf(at, zone).slice(0, -3)}</time>
}

function VersionNote({ bulletin, version }: { bulletin: Bulletin; version: string | null }) {
  const { t } = useTranslation()
  const found = bulletin.versions.find(({ id }) => id === version)
  if (!found) return null
  return (
    <span className="note">
      {t('heardWhere.version', { n: found.number })}
      {bulletin.versions.some(({ language }) => language !== 'vi') &&
        ` · ${t(`lang.${found.language}`)}`}
    </span>
  )
}
