import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { communeProgrammeQuery, stationsQuery } from '../api/queries.ts'
import type { CommuneProgramme } from '../api/shapes.ts'
import { communesOf } from '../data/commune-programme.ts'
import { Empty } from '../part/empty.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { OfferedBulletins } from './offered-bulletins.tsx'
import { OwnBulletins } from './own-bulletins.tsx'
import { OwnTime } from './own-time.tsx'
import { PriorityOrder } from './priority-order.tsx'

/** Chương trình xã: what a commune airs by itself, and what the district offers it for that. */
export function CommuneProgrammePage() {
  const { t } = useTranslation()
  const { session } = useSigned()
  const navigate = useNavigate()
  const stations = useQuery(stationsQuery)
  const communes = communesOf(stations.data ?? [], session)
  const asked = useSearch({ from: '/chuong-trinh-xa' }).station
  const station = asked ?? communes[0]?.id
  return (
    <div data-testid="screen-programme">
      <div className="page-head">
        <h1>{t('programme.title')}</h1>
        <NativeSelect
          label={t('programme.commune')}
          value={station ?? ''}
          onChange={(event) =>
            void navigate({
              to: '/chuong-trinh-xa',
              search: { station: event.currentTarget.value },
              replace: true,
            })
          }
          data={communes.map(({ id, name }) => ({ value: id, label: name }))}
          data-testid="programme-station"
        />
      </div>
      <ProblemNote error={stations.error} again={() => void stations.refetch()} />
      {stations.data && !station && <Empty says={t('onAir.communesEmpty')} />}
      {station && <Programme key={station} station={station} />}
    </div>
  )
}

function Programme({ station }: { station: string }) {
  const programme = useQuery(communeProgrammeQuery(station))
  return (
    <>
      <ProblemNote error={programme.error} again={() => void programme.refetch()} />
      {programme.isPending && <Waiting />}
      {programme.data && <Shown programme={programme.data} />}
    </>
  )
}

function Shown({ programme }: { programme: CommuneProgramme }) {
  const { t } = useTranslation()
  if (!programme.hasPlaylist)
    return (
      <Empty
        says={t('programme.noPlaylist', {
          technology: t(`technology.${programme.technology}`),
        })}
      />
    )
  return (
    <>
      {!programme.mayDecide && <p className="note">{t('programme.onlyLook')}</p>}
      <div className="programme-halves">
        <OwnTime programme={programme} />
        <div>
          <PriorityOrder programme={programme} />
          <OfferedBulletins programme={programme} />
          <OwnBulletins programme={programme} />
        </div>
      </div>
    </>
  )
}
