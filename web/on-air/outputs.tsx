import { useTranslation } from 'react-i18next'
import type { Station, StationStatus } from '../api/shapes.ts'
import type { MeterTrack } from '../data/meter-track.ts'
import { outputReason } from '../data/output-reason.ts'
import { figureOf } from '../text/format.ts'
import { Meter } from './meters.tsx'

type Output = StationStatus['outputs'][number]

/** Nobody hears less than this, ms. */
const ON_TIME_MS = 1

/** What each output of a station is doing, in plain words, with its level. */
export function Outputs({
  station,
  track,
  isLive,
}: {
  station: Station | undefined
  track: MeterTrack
  isLive: boolean
}) {
  const { t } = useTranslation()
  const outputs = station?.status?.outputs ?? []
  const logFault = station?.status?.logFault
  if (!station || outputs.length === 0) return <p className="note">{t('outputs.none')}</p>
  return (
    <div className="outputs" data-testid={`outputs-${station.id}`}>
      <ul>
        {outputs.map((output) => (
          <li key={output.name} className="output" data-state={output.state}>
            <div className="output-head">
              <b className="output-name">{output.name}</b>
              <span className="note">{t(`outputs.kind.${output.kind}`)}</span>
              <span className="output-state">{t(`outputs.${output.state}`)}</span>
            </div>
            {output.state === 'lost' ? (
              <p className="output-lost">
                <Why reason={output.reason} />
              </p>
            ) : (
              <>
                <Meter output={output} track={track} isLive={isLive} />
                <Facts output={output} />
              </>
            )}
          </li>
        ))}
      </ul>
      {logFault && (
        <p className="output-lost" data-testid="log-fault">
          {t('outputs.noLog')} <Why reason={logFault} />
        </p>
      )}
      <p className="note">{t(isLive ? 'outputs.live' : 'outputs.waiting')}</p>
    </div>
  )
}

function Why({ reason }: { reason: string | undefined }) {
  const { t } = useTranslation()
  if (!reason) return null
  return (
    <>
      {t(`outputs.why.${outputReason(reason)}`)}
      <span className="note mono">{t('outputs.technical', { reason })}</span>
    </>
  )
}

function Facts({ output }: { output: Output }) {
  const { t, i18n } = useTranslation()
  const { lateMicros, driftPpm, breaks } = output
  const lateMs = (lateMicros ?? 0) / 1_000
  const value = figureOf(Math.max(ON_TIME_MS, Math.abs(lateMs)), 1, i18n.language)
  const says = [
    // Where an output never measures it (a file, a stream), there is nothing to say.
    ...(lateMicros === null || lateMicros === undefined
      ? []
      : [
          t(
            Math.abs(lateMs) <= ON_TIME_MS
              ? 'outputs.onTime'
              : lateMs > 0
                ? 'outputs.late'
                : 'outputs.early',
            { value },
          ),
        ]),
    ...(driftPpm
      ? [t(driftPpm > 0 ? 'outputs.fast' : 'outputs.slow', { value: Math.abs(driftPpm) })]
      : []),
    ...(breaks === undefined
      ? []
      : [breaks > 0 ? t('outputs.breaks', { n: breaks }) : t('outputs.noBreaks')]),
  ]
  return says.length > 0 ? <p className="note output-facts">{says.join(' · ')}</p> : null
}
