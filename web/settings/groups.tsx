import { TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asRead } from '../api/as-read.ts'
import { answer, api } from '../api/client.ts'
import { stationGroupsQuery, stationsQuery } from '../api/queries.ts'
import type { StationGroup } from '../api/shapes.ts'
import { KeptForm } from './kept-form.tsx'
import { KeptList } from './kept-list.tsx'
import { PlaceChecks } from './place-checks.tsx'

/** Stations that windows, special days and campaigns speak of by one name. */
export function Groups() {
  const { t } = useTranslation()
  const groups = useQuery(stationGroupsQuery)
  const stations = useQuery(stationsQuery)
  const names = new Map((stations.data ?? []).map(({ id, name }) => [id, name]))
  return (
    <KeptList
      label={t('airtime.tabs.groups')}
      add={t('airtime.groupAdd')}
      empty={t('airtime.groupsEmpty')}
      kept={groups}
      says={({ stations: members }) => (
        <>
          {t('airtime.groupCount', { n: members.length })}
          <div className="note">{members.map((id) => names.get(id) ?? id).join(', ')}</div>
        </>
      )}
      form={(group, onDone) => (
        <GroupForm group={group} stations={stations.data ?? []} onDone={onDone} />
      )}
    />
  )
}

function GroupForm({
  group,
  stations,
  onDone,
}: {
  group: StationGroup | null
  stations: readonly Readonly<{ id: string; name: string }>[]
  onDone: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [name, setName] = useState(group?.name ?? '')
  const [chosen, setChosen] = useState<string[]>([...(group?.stations ?? [])])
  const [opened] = useState(group)
  const body = { name, stations: chosen }
  const path = { group: opened?.id ?? '' }
  return (
    <KeptForm
      changes={opened && ((wanted) => ({ what: 'group', group: opened.id, ...wanted }))}
      record={{
        mine: body,
        base: bodyOf(opened ?? { name: '', stations: [] }),
        find: async () => {
          const all = await queries.fetchQuery({ ...stationGroupsQuery, staleTime: 0 })
          return bodyOf(all.find(({ id }) => id === opened?.id) ?? body)
        },
      }}
      ready={chosen.length > 0 && name.trim() !== ''}
      save={(wanted, revision) =>
        opened
          ? answer(
              api.PUT('/api/v1/station-groups/{group}', {
                params: { path, header: asRead(revision) },
                body: wanted,
              }),
            )
          : answer(api.POST('/api/v1/station-groups', { body: wanted }))
      }
      removeSays={t('airtime.groupRemove')}
      removes={group && { what: 'group-removed', group: group.id }}
      remove={
        opened &&
        ((revision) => {
          const params = { path, header: asRead(revision) }
          return answer(api.DELETE('/api/v1/station-groups/{group}', { params }))
        })
      }
      stale={['station-groups', 'windows']}
      onDone={onDone}
    >
      <TextInput
        label={t('airtime.groupName')}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PlaceChecks
        legend={t('airtime.stations')}
        places={stations}
        chosen={chosen}
        onChange={setChosen}
      />
      {group && <p className="note">{t('airtime.groupSays')}</p>}
    </KeptForm>
  )
}

function bodyOf({ name, stations }: Readonly<{ name: string; stations: readonly string[] }>) {
  return { name, stations: [...stations] }
}
