import { NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Station } from '../api/shapes.ts'
import { ProblemNote } from '../part/problem-note.tsx'

/** Which output drives which cluster: what is tied can be stopped alone. */
export function ClusterOutputs({ station }: { station: Station }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: ({ cluster, output }: { cluster: string; output: string | null }) =>
      answer(
        api.PUT('/api/v1/stations/{station}/clusters/{cluster}', {
          params: { path: { station: station.id, cluster } },
          body: { output },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['stations'] }),
  })
  const named = new Set([
    ...(station.status?.outputs.map(({ name }) => name) ?? []),
    ...station.clusters.flatMap(({ output }) => output ?? []),
  ])
  if (station.clusters.length === 0 || named.size === 0) return null
  return (
    <details className="cluster-outputs">
      <summary>{t('outputs.clusters')}</summary>
      <p className="note">{t('outputs.clustersSays')}</p>
      <div className="cluster-list">
        {station.clusters.map(({ id, name, output }) => (
          <NativeSelect
            key={id}
            label={t('outputs.cluster', { cluster: name })}
            value={output ?? ''}
            disabled={save.isPending}
            onChange={(event) =>
              save.mutate({ cluster: id, output: event.currentTarget.value || null })
            }
            data={[
              { value: '', label: t('outputs.clusterNone') },
              ...[...named].map((one) => ({ value: one, label: one })),
            ]}
          />
        ))}
      </div>
      <ProblemNote error={save.error} />
    </details>
  )
}
