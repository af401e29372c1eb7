import { Paper } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { bulletinQuery } from '../api/queries.ts'
import type { Plan, Station } from '../api/shapes.ts'
import { hasRole } from '../data/access.ts'
import { METER_LAG_MS } from '../data/meter-track.ts'
import { nextOf, onAirOf } from '../data/on-air.ts'
import { findItem } from '../data/plan-line.ts'
import { ClockNote } from '../part/clock-note.tsx'
import { ListenButton } from '../part/listen-button.tsx'
import { useSigned } from '../part/office.ts'
import { lengthOf, timeOf } from '../text/format.ts'
import { AfterRecall } from './after-recall.tsx'
import { MovingWaveform } from './moving-waveform.tsx'
import { Outputs } from './outputs.tsx'
import { TestPlaying } from './test-playing.tsx'
import { useLevels } from './use-levels.ts'

/** The lamp, the title, how much is left, the waveform under its playhead, the meters. */
export function Sounding({
  district,
  plan,
  now,
  stations,
  isStopped,
}: {
  district: Station | undefined
  plan: Plan | undefined
  now: number
  stations: readonly Station[]
  isStopped: boolean
}) {
  const { t } = useTranslation()
  const { office, session } = useSigned()
  const onAir = onAirOf(district, now)
  const isHeld = isStopped && onAir.kind !== 'playing'
  const next = isHeld ? null : nextOf(district, now)
  const { track, isLive } = useLevels(district?.id ?? null)
  const item = onAir.kind === 'playing' ? findItem(plan, onAir.item) : null
  const bulletin = useQuery({
    ...bulletinQuery(item?.bulletin?.id ?? ''),
    enabled: Boolean(item?.bulletin),
  })
  const sound = bulletin.data?.versions.find((one) => one.id === item?.bulletin?.version)?.sound
  return (
    <Paper withBorder p="lg" component="section" aria-label={t('onAir.title')} className="sounding">
      <div className="lamp" data-state={isHeld ? 'stopped' : onAir.kind} data-testid="lamp">
        {t(
          onAir.kind === 'playing'
            ? 'onAir.lamp'
            : isHeld
              ? 'onAir.stopped'
              : onAir.kind === 'quiet'
                ? 'onAir.quiet'
                : 'onAir.unknown',
        )}
      </div>
      {onAir.kind === 'playing' ? (
        <>
          <h2 className="sounding-title" data-testid="on-air-title">
            {onAir.title}
          </h2>
          {district && <AfterRecall station={district} item={onAir.item} />}
          <div className="sounding-remaining" data-testid="remaining">
            {t('strip.remaining', { time: lengthOf(onAir.remainingMs) })}
          </div>
          <MovingWaveform
            startedAt={onAir.startedAt}
            endsAt={onAir.endsAt}
            lagMs={isLive ? METER_LAG_MS : 0}
            peaks={sound?.peaks ?? null}
          />
          <div className="quiet tabular">
            {t('onAir.progress', {
              done: lengthOf(now - onAir.startedAt),
              whole: lengthOf(onAir.endsAt - onAir.startedAt),
            })}
          </div>
        </>
      ) : (
        <>
          <p className="sounding-says">
            {isHeld && t('onAir.stoppedSays')}
            {onAir.kind === 'quiet' && !isHeld && t('onAir.quietSays')}
            {onAir.kind === 'unknown' && t('onAir.unknownSays')}
          </p>
          {next && (
            <p className="sounding-says">
              {t('onAir.nextAt', { time: timeOf(next.at, office.zone), title: next.title })}
            </p>
          )}
        </>
      )}
      <ClockNote station={district} />
      <Outputs station={district} track={track} isLive={isLive} />
      <div className="sounding-actions">
        <ListenButton />
        {hasRole(session, 'editor', 'administrator') && <TestPlaying stations={stations} />}
      </div>
    </Paper>
  )
}
