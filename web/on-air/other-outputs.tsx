import { NativeSelect, Paper } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Station } from '../api/shapes.ts'
import { Outputs } from './outputs.tsx'
import { useLevels } from './use-levels.ts'

/** Outputs of one of the communes, looked at one at a time: levels travel only while somebody looks. */
export function OtherOutputs({ stations }: { stations: readonly Station[] }) {
  const { t } = useTranslation()
  const others = stations.filter(({ role, status }) => role === 'commune' && status !== null)
  const [chosen, setChosen] = useState('')
  const station = others.find(({ id }) => id === chosen)
  const { track, isLive } = useLevels(station?.id ?? null)
  if (others.length === 0) return null
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="other-outputs">
      <h2 id="other-outputs" className="part-title">
        {t('outputs.title')}
      </h2>
      <NativeSelect
        label={t('outputs.station')}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={[
          { value: '', label: '–' },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        data-testid="outputs-of"
      />
      {station && <Outputs station={station} track={track} isLive={isLive} />}
    </Paper>
  )
}
