import { useQuery } from '@tanstack/react-query'
import type { Feed } from '../api/feeds.ts'
import { stationsQuery, unitsQuery } from '../api/queries.ts'
import { useNow, useSigned } from '../part/office.ts'
import { momentOf } from '../text/format.ts'
import { paperWords as words } from '../text/paper.ts'

/** Whose paper it is, as official papers begin. */
export function PaperHead({ feed }: { feed: Feed }) {
  const stations = useQuery(stationsQuery)
  const units = useQuery(unitsQuery)
  const station = stations.data?.find(({ id }) => id === feed.station)
  const unit = units.data?.find(({ id }) => id === station?.unit)
  return (
    <header className="paper-head">
      <div>
        <p>
          {words.committee} {unit?.name.toUpperCase()}
        </p>
        <p className="paper-office">{feed.stationName.toUpperCase()}</p>
      </div>
      <div>
        <p>{words.nation}</p>
        <p className="paper-office">{words.motto}</p>
      </div>
    </header>
  )
}

/** Who answers for it, and when it was printed. */
export function PaperFoot({ titles }: { titles: readonly string[] }) {
  const { zone } = useSigned().office
  const now = useNow(60_000)
  return (
    <footer className="paper-foot">
      <div className="paper-signatures">
        {titles.map((title) => (
          <div key={title}>
            <b>{title}</b>
            <i>{title === words.headBy ? words.signOffice : words.sign}</i>
          </div>
        ))}
      </div>
      <p className="paper-printed">{words.printed(momentOf(now, zone))}</p>
    </footer>
  )
}
