import { NativeSelect, Radio } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Station } from '../api/shapes.ts'

/** A cluster and its station. */
export type ChosenCluster = Readonly<{ station: string; cluster: string }>

/** Stations with the clusters that can be stopped alone: those on an output of their own. */
export function stoppableClusters(stations: readonly Station[]): readonly Station[] {
  return stations
    .map((station) => ({
      ...station,
      clusters: station.clusters.filter(({ output }) => output !== null),
    }))
    .filter(({ clusters }) => clusters.length > 0)
}

/**
 * A cluster, found by its station. None is chosen beforehand, since the wrong one would fall
 * silent; names wrap, so that two that differ at their end are told apart on a phone.
 */
export function ClusterChoice({
  stations,
  chosen,
  onChange,
}: {
  stations: readonly Station[]
  chosen: ChosenCluster | null
  onChange: (chosen: ChosenCluster | null) => void
}) {
  const { t } = useTranslation()
  const [only] = stations.length === 1 ? stations : []
  const [picked, setPicked] = useState(chosen?.station ?? '')
  const station = only ?? stations.find(({ id }) => id === picked)
  return (
    <>
      <NativeSelect
        label={t('orders.choose.clusterAt')}
        value={station?.id ?? ''}
        onChange={({ currentTarget: { value } }) => {
          setPicked(value)
          onChange(null)
        }}
        data={[
          ...(only ? [] : [{ value: '', label: t('orders.choose.clusterStation') }]),
          ...stations.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        data-testid="cluster-station"
      />
      {station && (
        <Radio.Group
          key={station.id}
          label={t('orders.choose.clusterOf')}
          value={chosen?.station === station.id ? chosen.cluster : ''}
          onChange={(cluster) => onChange({ station: station.id, cluster })}
          className="where-choice cluster-of"
        >
          {station.clusters.map(({ id, name }) => (
            <Radio key={id} value={id} label={name} />
          ))}
        </Radio.Group>
      )}
    </>
  )
}
