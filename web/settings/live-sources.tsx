import { Button, Modal, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { liveSourcesQuery } from '../api/airtime.ts'
import { answer, api } from '../api/client.ts'
import type { LiveSource, NewLiveSource } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { Empty } from '../part/empty.tsx'
import { useSigned } from '../part/office.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'

const sources = ['vov', 'province', 'district', 'commune'] as const

/** Streams and line-ins that windows may carry. */
export function LiveSources() {
  const { t } = useTranslation()
  const { session } = useSigned()
  const live = useQuery(liveSourcesQuery)
  const [open, setOpen] = useState<LiveSource | 'new' | null>(null)
  const mayChange = hasRole(session, 'administrator')
  return (
    <section aria-label={t('airtime.tabs.live')}>
      {mayChange ? (
        <Button onClick={() => setOpen('new')}>{t('airtime.liveAdd')}</Button>
      ) : (
        <p className="note">{t('airtime.forAdmin')}</p>
      )}
      <ProblemNote error={live.error} again={() => void live.refetch()} />
      {live.isPending && <Waiting />}
      {live.data?.length === 0 && <Empty says={t('airtime.liveEmpty')} />}
      <ul className="windows">
        {(live.data ?? []).map((one) => (
          <li key={one.id}>
            <b>{one.name}</b> · {t(`source.${one.source}`)} ·{' '}
            {t(one.kind === 'stream' ? 'airtime.stream' : 'airtime.lineIn')}
            <div className="note address">
              {one.address}
              {one.backupAddress && ` · ${t('airtime.backup')}: ${one.backupAddress}`}
            </div>
            {mayChange && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={t('airtime.change', { name: one.name })}
                onClick={() => setOpen(one)}
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
          title={open === 'new' ? t('airtime.liveAdd') : open.name}
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          <LiveForm live={open === 'new' ? null : open} onDone={() => setOpen(null)} />
        </Modal>
      )}
    </section>
  )
}

function LiveForm({ live, onDone }: { live: LiveSource | null; onDone: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [draft, setDraft] = useState<NewLiveSource>(
    live ?? { source: 'vov', kind: 'stream', name: '', address: '', backupAddress: null },
  )
  const change = (news: Partial<NewLiveSource>) => setDraft({ ...draft, ...news })
  const onSuccess = async () => {
    await queries.invalidateQueries({ queryKey: ['live-sources'] })
    onDone()
  }
  const save = useMutation({
    mutationFn: () =>
      live
        ? answer(
            api.PUT('/api/v1/live-sources/{live}', {
              params: { path: { live: live.id } },
              body: draft,
            }),
          )
        : answer(api.POST('/api/v1/live-sources', { body: draft })),
    onSuccess,
  })
  const remove = useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE('/api/v1/live-sources/{live}', { params: { path: { live: id } } })),
    onSuccess,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  const isStream = draft.kind === 'stream'
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('airtime.liveName')}
          required
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('airtime.liveOf')}
          value={draft.source}
          onChange={(event) =>
            change({ source: event.currentTarget.value as NewLiveSource['source'] })
          }
          data={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
        />
        <NativeSelect
          label={t('airtime.liveKind')}
          value={draft.kind}
          onChange={(event) =>
            change({
              kind: event.currentTarget.value as NewLiveSource['kind'],
              backupAddress: null,
            })
          }
          data={[
            { value: 'stream', label: t('airtime.stream') },
            { value: 'line-in', label: t('airtime.lineIn') },
          ]}
        />
        <TextInput
          label={isStream ? t('airtime.address') : t('airtime.inputName')}
          description={isStream ? t('airtime.addressHint') : undefined}
          required
          value={draft.address}
          onChange={(event) => change({ address: event.currentTarget.value })}
        />
        {isStream && (
          <TextInput
            label={t('airtime.backup')}
            value={draft.backupAddress ?? ''}
            onChange={(event) => change({ backupAddress: event.currentTarget.value || null })}
          />
        )}
        <ProblemNote error={save.error ?? remove.error} />
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
        {live && (
          <Button
            variant="default"
            loading={remove.isPending}
            onClick={() => remove.mutate(live.id)}
          >
            {t('airtime.liveRemove')}
          </Button>
        )}
      </Stack>
    </form>
  )
}
