import { useTranslation } from 'react-i18next'
import type { StationStatus } from '../api/shapes.ts'
import { meterOf } from '../data/on-air.ts'
import { figureOf } from '../text/format.ts'

/** Level of each output as the player last told, from −60 dBFS to full. */
export function Meters({ outputs }: { outputs: StationStatus['outputs'] }) {
  const { t, i18n } = useTranslation()
  return (
    <div className="meters">
      {outputs.map((output) => {
        const value = t('onAir.meterValue', {
          value: figureOf(Math.max(-60, output.levelMillibels / 100), 1, i18n.language),
        })
        const lost = output.state === 'lost'
        return (
          <div key={output.name} className="meter-row">
            <span className="meter-name">{output.name}</span>
            <span className="meter" aria-hidden="true">
              <span
                className="meter-fill"
                style={{ transform: `scaleX(${lost ? 0 : meterOf(output.levelMillibels)})` }}
              />
            </span>
            <meter
              className="unseen"
              min={-60}
              max={0}
              value={Math.max(-60, Math.min(0, output.levelMillibels / 100))}
              aria-label={t('onAir.meter', { output: output.name })}
              aria-valuetext={lost ? t('onAir.lost') : value}
            />
            <span className="meter-value tabular">{lost ? t('onAir.lost') : value}</span>
          </div>
        )
      })}
    </div>
  )
}
