import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bulletinsQuery } from '../api/queries.ts'
import { hasRole } from '../data/access.ts'
import { mayApprove } from '../data/approving.ts'
import { offered, type Placed, readBulletinFilter } from '../data/bulletin-list.ts'
import { Empty } from '../part/empty.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { useUploads } from '../part/uploads.tsx'
import { Waiting } from '../part/waiting.tsx'
import { ApprovalQueue } from './approval-queue.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { BulletinForm } from './bulletin-form.tsx'
import { BulletinRow } from './bulletin-row.tsx'
import { Drop } from './drop.tsx'
import { LibraryFilters } from './library-filters.tsx'
import { useLibraryKeys } from './library-keys.ts'
import { Parcels } from './parcels.tsx'
import { PreviewProvider, usePreview } from './preview.tsx'
import { StateCounts } from './state-counts.tsx'

/** Rows shown at first, and with each "more". */
const PAGE = 50

type Making = Readonly<{ upload: string | null; title: string; parcel: number | null }>

/** Bản tin: the library, and where new ones begin. */
export function BulletinsPage() {
  const { t } = useTranslation()
  const { session } = useSigned()
  const { dismiss } = useUploads()
  const [making, setMaking] = useState<Making | null>(null)
  const mayWrite = hasRole(session, 'editor')
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
      <PreviewProvider>
        <Library />
      </PreviewProvider>
      <Modal
        opened={making !== null}
        onClose={() => setMaking(null)}
        title={t('form.newTitle')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        {making && (
          <BulletinForm
            making={{ kind: 'new', upload: making.upload, title: making.title }}
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

/** The list itself: searched, narrowed, gone through by keys, several chosen at once. */
function Library() {
  const { t } = useTranslation()
  const filter = useSearch({ from: '/ban-tin' })
  const navigate = useNavigate()
  const [limit, setLimit] = useState(PAGE)
  const { session } = useSigned()
  // Who writes or approves works on their own unit's; who only looks on sees everything.
  const works = hasRole(session, 'editor', 'reviewer', 'approver')
  const list = useQuery(bulletinsQuery(filter, limit, works))
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [queue, setQueue] = useState<readonly Placed[] | null>(null)
  const shown = list.data?.bulletins ?? []
  const total = list.data?.total ?? 0
  const narrowed = Object.keys(filter).length > 0

  const change = (news: Readonly<Record<string, string>>) => {
    setLimit(PAGE)
    const search = readBulletinFilter({ ...filter, ...news })
    void navigate({ to: '/ban-tin', search, replace: true })
  }
  const select = useCallback(
    (bulletin: string) =>
      setChosen((all) =>
        all.has(bulletin)
          ? new Set([...all].filter((one) => one !== bulletin))
          : new Set([...all, bulletin]),
      ),
    [],
  )
  const more = () => {
    if (total > limit) setLimit(limit + PAGE)
  }
  useLibraryKeys({
    select,
    edit: (bulletin) =>
      void navigate({ to: '/ban-tin/$bulletin', params: { bulletin }, search: { edit: '1' } }),
    approve: (bulletin) => {
      const placed = offered(
        shown.filter(({ id }) => id === bulletin),
        mayApprove,
      )
      if (placed.length > 0) setQueue(placed)
    },
    beyond: more,
  })
  return (
    <>
      <StateCounts
        counts={list.data?.states}
        chosen={filter.state}
        onChoose={(state) => change({ state })}
      />
      <LibraryFilters filter={filter} onChange={change} />
      <ProblemNote error={list.error} again={() => void list.refetch()} />
      {list.isPending && <Waiting />}
      {list.data && total === 0 && !narrowed && <Empty says={t('bulletin.empty')} />}
      {list.data && total === 0 && narrowed && (
        <Empty says={t('bulletin.noMatch')}>
          <Button variant="default" onClick={() => void navigate({ to: '/ban-tin', search: {} })}>
            {t('bulletin.clear')}
          </Button>
        </Empty>
      )}
      <PreviewFault />
      <p className="unseen" role="status" data-testid="found">
        {list.data && t('library.found', { n: total })}
      </p>
      {shown.length > 0 && (
        <ul className="bulletins" aria-label={t('bulletin.title')}>
          {shown.map((bulletin) => (
            <BulletinRow
              key={bulletin.id}
              bulletin={bulletin}
              selected={chosen.has(bulletin.id)}
              onSelect={select}
            />
          ))}
        </ul>
      )}
      {total > shown.length && shown.length > 0 && (
        <div className="list-more">
          <Button variant="default" onClick={more} loading={list.isFetching} data-testid="more">
            {t('library.more', { n: Math.min(PAGE, total - shown.length) })}
          </Button>
        </div>
      )}
      <BulkBar
        chosen={shown.filter(({ id }) => chosen.has(id))}
        onClear={() => setChosen(new Set())}
        onApprove={setQueue}
      />
      {queue && <ApprovalQueue placed={queue} onClose={() => setQueue(null)} />}
    </>
  )
}

function PreviewFault() {
  const { t } = useTranslation()
  const { failed } = usePreview()
  return failed ? (
    <p className="refusal" role="alert">
      {t('library.soundUnplayable')}
    </p>
  ) : null
}
