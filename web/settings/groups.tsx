import { Button, Modal, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '../api/airtime.ts'
import { answer, api } from '../api/client.ts'
import { stationsQuery } from '../api/queries.ts'
import type { StationGroup } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { Empty } from '../part/empty.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { PlaceChecks } from './place-checks.tsx'

/** Stations that windows, special days and campaigns speak of by one name. */
export function Groups() {
  const { t } = useTranslation()
  const { session } = useSigned()
  const groups = useQuery(groupsQuery)
  const stations = useQuery(stationsQuery)
  const [open, setOpen] = useState<StationGroup | 'new' | null>(null)
  const mayChange = hasRole(session, 'administrator')
  const names = new Map((stations.data ?? []).map(({ id, name }) => [id, name]))
  return (
    <section aria-label={t('airtime.tabs.groups')}>
      {mayChange ? (
        <Button onClick={() => setOpen('new')}>{t('airtime.groupAdd')}</Button>
      ) : (
        <p className="note">{t('airtime.forAdmin')}</p>
      )}
      <ProblemNote error={groups.error} again={() => void groups.refetch()} />
      {groups.isPending && <Waiting />}
      {groups.data?.length === 0 && <Empty says={t('airtime.groupsEmpty')} />}
      <ul className="windows">
        {(groups.data ?? []).map((group) => (
          <li key={group.id}>
            <b>{group.name}</b> · {t('airtime.groupCount', { n: group.stations.length })}
            <div className="note">{group.stations.map((id) => names.get(id) ?? id).join(', ')}</div>
            {mayChange && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('airtime.change', { name: group.name })}
                onClick={() => setOpen(group)}
              >
                {t('airtime.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {open && (
        <Modal
          opened
          onClose={() => setOpen(null)}
          size="lg"
          title={open === 'new' ? t('airtime.groupAdd') : open.name}
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          <GroupForm
            group={open === 'new' ? null : open}
            stations={stations.data ?? []}
            onDone={() => setOpen(null)}
          />
        </Modal>
      )}
    </section>
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
  const onSuccess = async () => {
    await queries.invalidateQueries({ queryKey: ['groups'] })
    await queries.invalidateQueries({ queryKey: ['windows'] })
    onDone()
  }
  const body = { name, stations: chosen }
  const save = useMutation({
    mutationFn: () =>
      group
        ? answer(
            api.PUT('/api/v1/station-groups/{group}', {
              params: { path: { group: group.id } },
              body,
            }),
          )
        : answer(api.POST('/api/v1/station-groups', { body })),
    onSuccess,
  })
  const remove = useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE('/api/v1/station-groups/{group}', { params: { path: { group: id } } })),
    onSuccess,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form onSubmit={submit}>
      <Stack>
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
        <ProblemNote error={save.error ?? remove.error} />
        <Button
          type="submit"
          loading={save.isPending}
          disabled={chosen.length === 0 || name.trim() === ''}
        >
          {t('save')}
        </Button>
        {group && (
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={() => remove.mutate(group.id)}
          >
            {t('airtime.groupRemove')}
          </Button>
        )}
      </Stack>
    </form>
  )
}
