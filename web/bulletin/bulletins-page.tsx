import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bulletinsQuery, campaignsQuery } from '../api/queries.ts'
import { hasRole } from '../data/access.ts'
import { type BulletinFilter, narrowed } from '../data/bulletin-list.ts'
import { Empty } from '../part/empty.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { useUploads } from '../part/uploads.tsx'
import { Waiting } from '../part/waiting.tsx'
import { BulletinForm } from './bulletin-form.tsx'
import { BulletinRow } from './bulletin-row.tsx'
import { Drop } from './drop.tsx'
import { Parcels } from './parcels.tsx'

const states = ['draft', 'submitted', 'approved', 'superseded', 'recalled'] as const
const languages = ['vi', 'km', 'en'] as const
type Making = Readonly<{ upload: string | null; title: string; parcel: number | null }>

/** Bản tin: the list, and where new ones begin. */
export function BulletinsPage() {
  const { t } = useTranslation()
  const { session } = useSigned()
  const { dismiss } = useUploads()
  const filter = useSearch({ from: '/ban-tin' })
  const navigate = useNavigate()
  const bulletins = useQuery(bulletinsQuery)
  const campaigns = useQuery(campaignsQuery)
  const [making, setMaking] = useState<Making | null>(null)
  const mayWrite = hasRole(session, 'editor')
  const shown = narrowed(bulletins.data?.bulletins ?? [], filter)
  const set = (news: BulletinFilter) =>
    void navigate({ to: '/ban-tin', search: { ...filter, ...news }, replace: true })
  const option = (value: string, label: string) => ({ value, label })
  return (
    <div data-testid="screen-bulletins">
      <div className="page-head">
        <h1>{t('bulletin.title')}</h1>
        {mayWrite && (
          <Button
            onClick={() => setMaking({ upload: null, title: '', parcel: null })}
            data-testid="bulletin-new"
          >
            {t('bulletin.new')}
          </Button>
        )}
      </div>
      {mayWrite && <Drop purpose={null} says={t('bulletin.drop')} />}
      <Parcels purpose={null}>
        {(parcel) => (
          <Button
            size="sm"
            onClick={() =>
              setMaking({
                upload: parcel.upload?.id ?? null,
                title: parcel.name.replace(/\.[^.]*$/, ''),
                parcel: parcel.key,
              })
            }
            data-testid="parcel-make"
          >
            {t('bulletin.make')}
          </Button>
        )}
      </Parcels>
      <search className="filters">
        <TextInput
          type="search"
          label={t('bulletin.search')}
          placeholder={t('bulletin.searchHint')}
          data-search
          value={filter.q ?? ''}
          onChange={(event) => set({ q: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('bulletin.state')}
          value={filter.state ?? ''}
          onChange={(event) => set({ state: event.currentTarget.value })}
          data={[option('', t('all')), ...states.map((one) => option(one, t(`state.${one}`)))]}
        />
        <NativeSelect
          label={t('bulletin.language')}
          value={filter.language ?? ''}
          onChange={(event) => set({ language: event.currentTarget.value })}
          data={[option('', t('all')), ...languages.map((one) => option(one, t(`lang.${one}`)))]}
        />
        <NativeSelect
          label={t('bulletin.campaign')}
          value={filter.campaign ?? ''}
          onChange={(event) => set({ campaign: event.currentTarget.value })}
          data={[
            option('', t('all')),
            ...(campaigns.data ?? []).map(({ id, name }) => option(id, name)),
          ]}
        />
      </search>
      <ProblemNote error={bulletins.error} again={() => void bulletins.refetch()} />
      {bulletins.isPending && <Waiting />}
      {bulletins.data?.bulletins.length === 0 && <Empty says={t('bulletin.empty')} />}
      {bulletins.data && bulletins.data.bulletins.length > 0 && shown.length === 0 && (
        <Empty says={t('bulletin.noMatch')}>
          <Button variant="default" onClick={() => void navigate({ to: '/ban-tin', search: {} })}>
            {t('bulletin.clear')}
          </Button>
        </Empty>
      )}
      <ul className="bulletins" aria-label={t('bulletin.title')}>
        {shown.map((bulletin) => (
          <BulletinRow key={bulletin.id} bulletin={bulletin} />
        ))}
      </ul>
      <Modal
        opened={making !== null}
        onClose={() => setMaking(null)}
        title={t('bulletin.new')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {making && (
          <BulletinForm
            upload={making.upload}
            title={making.title}
            onDone={() => {
              if (making.parcel !== null) dismiss(making.parcel)
              setMaking(null)
            }}
          />
        )}
      </Modal>
    </div>
  )
}
