import { Button, NativeSelect, Radio, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { emergencyChoicesQuery } from '../api/orders.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { Waiting } from '../part/waiting.tsx'
import { lengthOf } from '../text/format.ts'
import { EmergencyReading } from './emergency-reading.tsx'
import { useOwnStations } from './own-stations.ts'
import { StationChoice } from './station-choice.tsx'

const REPEATS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']

/** First step: what, where, how often. Nothing is sent before it was read back. */
export function EmergencyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const choices = useQuery(emergencyChoicesQuery)
  const stations = useOwnStations(['editor', 'approver'])
  const [picked, setPicked] = useState<string | null>(null)
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const [repeats, setRepeats] = useState('1')
  const [reason, setReason] = useState('')
  const [isRead, setIsRead] = useState(false)
  const version = picked ?? choices.data?.[0]?.version ?? null
  const places = chosen ?? stations.map(({ id }) => id)
  const isReady = version !== null && places.length > 0
  if (isRead && version)
    return (
      <EmergencyReading
        wish={{ version, stations: [...places], repeats: Number(repeats) }}
        reason={reason}
        onBack={() => setIsRead(false)}
        onDone={onClose}
      />
    )
  if (choices.isPending) return <Waiting />
  if (choices.data?.length === 0)
    return (
      <Stack>
        <p>{t('orders.choose.none')}</p>
        <Link to="/ban-tin" onClick={onClose}>
          {t('orders.choose.toBulletins')}
        </Link>
      </Stack>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) setIsRead(true)
  }
  return (
    <form onSubmit={submit} data-testid="emergency-choose">
      <Stack>
        <ProblemNote error={choices.error} again={() => void choices.refetch()} />
        <Radio.Group
          label={t('orders.choose.bulletin')}
          value={version ?? ''}
          onChange={setPicked}
          className="bulletin-choice"
        >
          {choices.data?.map((one) => (
            <Radio
              key={one.version}
              value={one.version}
              label={
                <>
                  <b>{one.title}</b>{' '}
                  <span className="note tabular">
                    {t('orders.once', { length: lengthOf(one.lengthMs) })} ·{' '}
                    {t(`lang.${one.language as 'vi'}`, { defaultValue: one.language })}
                  </span>
                </>
              }
              description={one.text.slice(0, 160)}
            />
          ))}
        </Radio.Group>
        <StationChoice
          legend={t('orders.choose.stations')}
          stations={stations}
          chosen={places}
          onChange={setChosen}
        />
        <NativeSelect
          label={t('orders.choose.repeats')}
          value={repeats}
          onChange={(event) => setRepeats(event.currentTarget.value)}
          data={REPEATS}
        />
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
          <Button type="submit" disabled={!isReady} data-testid="emergency-next">
            {t('orders.next')}
          </Button>
        </div>
      </Stack>
    </form>
  )
}
