import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { stationGroupsQuery, stationsQuery } from '../api/queries.ts'
import { useDraft, useFault } from './draft-context.ts'
import { PlaceChoice } from './place-choice.tsx'
import { ReadFrom } from './read-from.tsx'

/** Where it must be heard, and whose own parts of the windows carry it beside relaying. */
export function PlaceFields() {
  const { t } = useTranslation()
  const { draft, change } = useDraft()
  const fault = useFault()
  const stations = useQuery(stationsQuery)
  const all = (stations.data ?? []).map((station) => ({
    ...{ id: station.id, name: station.name, role: station.role },
    note: t(`technology.${station.technology}`),
  }))
  const groups = useQuery(stationGroupsQuery)
  const grouped = (groups.data ?? []).map(({ id, name, stations: members }) => ({
    ...{ id, name, note: t('draft.group', { n: members.length }) },
  }))
  const communes = all.filter(({ role }) => role === 'commune')
  return (
    <section aria-label={t('draft.places')}>
      <h2 className="part-title">{t('draft.places')}</h2>
      <ReadFrom field="heardAt">
        <PlaceChoice
          legend={t('campaign.heardAt')}
          anyLabel={t('draft.heardAny', { n: communes.length })}
          someLabel={t('draft.heardSome')}
          places={communes}
          groups={grouped}
          chosen={draft.heardAt}
          onChoose={(heardAt) => change({ heardAt })}
          error={fault('heardAt')}
          testid="draft-heard-at"
        />
      </ReadFrom>
      <ReadFrom field="airedBy">
        <PlaceChoice
          legend={t('campaign.airedBy')}
          anyLabel={t('draft.airedDistrict')}
          someLabel={t('draft.airedSome')}
          places={all}
          groups={grouped}
          chosen={draft.airedBy}
          onChoose={(airedBy) => change({ airedBy })}
          error={fault('airedBy')}
          testid="draft-aired-by"
        >
          <p className="note">{t('draft.airedSays')}</p>
        </PlaceChoice>
      </ReadFrom>
    </section>
  )
}
