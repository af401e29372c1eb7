import { Button, Radio, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StopWish } from '../api/orders.ts'
import { type ChosenCluster, ClusterChoice, stoppableClusters } from './cluster-choice.tsx'
import { useOwnStations } from './own-stations.ts'
import { StationChoice } from './station-choice.tsx'
import { StopReading } from './stop-reading.tsx'

type Kind = StopWish['kind']

/** First step: what is to be silent. Nothing is sent before it was read back. */
export function StopDialog({ mayStopAll, onClose }: { mayStopAll: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const stations = useOwnStations(['editor', 'approver', 'administrator'], ['duty'])
  const clustered = stoppableClusters(stations)
  const [kind, setKind] = useState<Kind>(mayStopAll ? 'all' : 'stations')
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const [cluster, setCluster] = useState<ChosenCluster | null>(null)
  const [reason, setReason] = useState('')
  const [isRead, setIsRead] = useState(false)
  // Who has one station has it chosen already.
  const places = chosen ?? (stations.length === 1 ? stations.map(({ id }) => id) : [])
  const where = wishOf(kind, places, cluster)
  if (isRead && where)
    return (
      <StopReading where={where} reason={reason} onBack={() => setIsRead(false)} onDone={onClose} />
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (where) setIsRead(true)
  }
  return (
    <form onSubmit={submit} data-testid="stop-choose">
      <Stack>
        <Radio.Group
          label={t('orders.choose.where')}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          className="where-choice"
        >
          {mayStopAll && <Radio value="all" label={t('orders.choose.everything')} />}
          <Radio value="stations" label={t('orders.choose.some')} />
          <Radio
            value="cluster"
            label={t('orders.choose.cluster')}
            disabled={clustered.length === 0}
            {...(clustered.length === 0 ? { description: t('orders.choose.noClusters') } : {})}
          />
        </Radio.Group>
        {kind === 'stations' && (
          <StationChoice
            legend={t('orders.choose.some')}
            stations={stations}
            chosen={places}
            onChange={setChosen}
          />
        )}
        {kind === 'cluster' && (
          <ClusterChoice stations={clustered} chosen={cluster} onChange={setCluster} />
        )}
        <TextInput
          label={t('orders.reason')}
          description={t('orders.reasonHint')}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className="actions">
          <Button variant="default" onClick={onClose}>
            {t('close')}
          </Button>
          <Button type="submit" disabled={!where} data-testid="stop-next">
            {t('orders.nextStop')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}

function wishOf(
  kind: Kind,
  stations: readonly string[],
  cluster: ChosenCluster | null,
): StopWish | null {
  if (kind === 'all') return { kind }
  if (kind === 'stations') return stations.length > 0 ? { kind, stations: [...stations] } : null
  return cluster ? { kind, ...cluster } : null
}
