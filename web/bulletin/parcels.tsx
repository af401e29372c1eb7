import { Button, Progress } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { sentenceOf } from '../api/problem.ts'
import { type Parcel, useUploads } from '../part/uploads.tsx'

/** Files being received: how far each is, or why it was refused; each stays until dismissed. */
export function Parcels({
  purpose,
  children,
}: {
  purpose: string | null
  /** What may be done with one that is ready. */
  children: (parcel: Parcel) => ReactNode
}) {
  const { t } = useTranslation()
  const { parcels, dismiss } = useUploads()
  const mine = parcels.filter((parcel) => parcel.purpose === purpose)
  if (mine.length === 0) return null
  return (
    <section className="parcels" aria-label={t('bulletin.uploads')}>
      {mine.map((parcel) => (
        <div key={parcel.key} className="parcel" data-testid="parcel" data-state={stateOf(parcel)}>
          <div className="parcel-head">
            <b className="clip">{parcel.name}</b>
            <Stage parcel={parcel} />
          </div>
          <Says parcel={parcel} />
          <div className="parcel-actions">
            {stateOf(parcel) === 'ready' && children(parcel)}
            {stateOf(parcel) !== 'running' && (
              <Button size="sm" variant="subtle" onClick={() => dismiss(parcel.key)}>
                {t('bulletin.dismiss')}
              </Button>
            )}
          </div>
        </div>
      ))}
    </section>
  )
}

function stateOf(parcel: Parcel): 'running' | 'ready' | 'refused' {
  return parcel.error ? 'refused' : (parcel.upload?.state ?? 'running')
}

function Stage({ parcel }: { parcel: Parcel }) {
  const { t } = useTranslation()
  const state = stateOf(parcel)
  if (state !== 'running')
    return <span className={`chip chip-${state}`}>{t(`stage.${state}`)}</span>
  const percent = parcel.upload ? parcel.upload.percent : parcel.sent
  const stage = parcel.upload ? t(`stage.${parcel.upload.stage}`) : t('stage.sending')
  return (
    <span className="parcel-stage" role="status">
      {stage} <span className="tabular">{percent} %</span>
    </span>
  )
}

function Says({ parcel }: { parcel: Parcel }) {
  const { i18n } = useTranslation()
  const english = i18n.language === 'en'
  const refusal = parcel.upload?.refusal
  if (parcel.error || refusal)
    return (
      <p role="alert" className="refusal" data-testid="refusal">
        {refusal ? (english ? refusal.en : refusal.vi) : sentenceOf(parcel.error, i18n.language)}
      </p>
    )
  if (stateOf(parcel) === 'running')
    return (
      <Progress
        value={parcel.upload ? parcel.upload.percent : parcel.sent}
        aria-label={parcel.name}
        my="xs"
      />
    )
  return parcel.upload?.warnings.map((warning) => (
    <p key={warning.code} className="note">
      {english ? warning.en : warning.vi}
    </p>
  ))
}
