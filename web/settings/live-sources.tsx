import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { liveSourcesQuery } from '../api/airtime.ts'
import { asRead } from '../api/as-read.ts'
import { answer, api } from '../api/client.ts'
import type { LiveSource, NewLiveSource } from '../api/shapes.ts'
import { KeptForm } from './kept-form.tsx'
import { KeptList } from './kept-list.tsx'

const sources = ['vov', 'province', 'district', 'commune'] as const

/** Streams and line-ins that windows may carry. */
export function LiveSources() {
  const { t } = useTranslation()
  return (
    <KeptList
      label={t('airtime.tabs.live')}
      add={t('airtime.liveAdd')}
      empty={t('airtime.liveEmpty')}
      kept={useQuery(liveSourcesQuery)}
      says={({ source, kind, address, backupAddress }) => (
        <>
          {t(`source.${source}`)} · {t(kind === 'stream' ? 'airtime.stream' : 'airtime.lineIn')}
          <div className="note address">
            {address}
            {backupAddress && ` · ${t('airtime.backup')}: ${backupAddress}`}
          </div>
        </>
      )}
      form={(live, onDone) => <LiveForm live={live} onDone={onDone} />}
    />
  )
}

function LiveForm({ live, onDone }: { live: LiveSource | null; onDone: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [opened] = useState(live)
  const base = opened ? bodyOf(opened) : empty
  const [draft, setDraft] = useState<NewLiveSource>(base)
  const change = (news: Partial<NewLiveSource>) => setDraft({ ...draft, ...news })
  const path = { live: opened?.id ?? '' }
  const isStream = draft.kind === 'stream'
  return (
    <KeptForm
      changes={opened && ((wanted) => ({ what: 'live-source', live: opened.id, ...wanted }))}
      record={{
        ...{ mine: draft, base },
        find: async () => {
          const all = await queries.fetchQuery({ ...liveSourcesQuery, staleTime: 0 })
          return bodyOf(all.find(({ id }) => id === opened?.id) ?? draft)
        },
      }}
      ready
      save={(body, revision) => {
        if (!opened) return answer(api.POST('/api/v1/live-sources', { body }))
        const params = { path, header: asRead(revision) }
        return answer(api.PUT('/api/v1/live-sources/{live}', { params, body }))
      }}
      removeSays={t('airtime.liveRemove')}
      removes={opened && { what: 'live-source-removed', live: opened.id }}
      remove={
        opened &&
        ((revision) => {
          const params = { path, header: asRead(revision) }
          return answer(api.DELETE('/api/v1/live-sources/{live}', { params }))
        })
      }
      stale={['live-sources']}
      onDone={onDone}
    >
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
    </KeptForm>
  )
}

const empty: NewLiveSource = {
  ...{ source: 'vov', kind: 'stream', name: '', address: '', backupAddress: null },
}

function bodyOf({ source, kind, name, address, backupAddress }: NewLiveSource): NewLiveSource {
  return { source, kind, name, address, backupAddress: backupAddress ?? null }
}
