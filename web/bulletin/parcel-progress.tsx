import { Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { speedOf, timeLeft } from '../data/parcel.ts'
import type { Parcel } from '../part/uploads.tsx'
import { lengthOf, sizeOf } from '../text/format.ts'

/** A parcel's name and size, and how far it has come: bytes first, then the work on it. */
export function ParcelProgress({
  parcel,
  state,
}: {
  parcel: Parcel
  state: 'running' | 'ready' | 'refused'
}) {
  const { t, i18n } = useTranslation()
  const { name, bytes, line, upload } = parcel
  const size = sizeOf(bytes, i18n.language)
  const percent = line === null && upload ? upload.percent : parcel.sent
  return (
    <>
      <div className="parcel-head">
        <b className="clip" title={name}>
          {name}
        </b>
        {state === 'running' ? (
          <span className="parcel-stage" role="status">
            <StageWords parcel={parcel} /> <span className="tabular">{percent} %</span>
          </span>
        ) : (
          <span className={`chip chip-${state}`}>{t(`stage.${state}`)}</span>
        )}
      </div>
      <p className="note tabular parcel-bytes">
        {line === null ? (
          size
        ) : (
          <>
            {sizeOf(parcel.sentBytes, i18n.language)} / {size}
            <Pace parcel={parcel} />
          </>
        )}
      </p>
      {state === 'running' && (
        <Progress
          value={percent}
          aria-label={name}
          striped={line === 'lost' || line === 'paused' || line === 'half'}
          color={line === 'lost' || line === 'half' ? 'gray' : 'teal'}
        />
      )}
    </>
  )
}

function StageWords({ parcel: { line, upload } }: { parcel: Parcel }) {
  const { t } = useTranslation()
  if (line !== null) return t(`upload.${line}`)
  if (!upload) return t('stage.receiving')
  if (upload.state === 'waiting')
    return upload.ahead ? t('upload.ahead', { n: upload.ahead }) : t('upload.aheadNone')
  return t(`stage.${upload.stage}`)
}

/** Speed and time left, while they can be told. */
function Pace({ parcel: { heard, bytes } }: { parcel: Parcel }) {
  const { t, i18n } = useTranslation()
  const speed = speedOf(heard)
  const left = timeLeft(bytes, heard)
  if (speed === null || left === null) return null
  return (
    <>
      {' · '}
      {t('upload.speed', { speed: sizeOf(speed, i18n.language) })}
      {' · '}
      {t('upload.left', { time: lengthOf(left) })}
    </>
  )
}
