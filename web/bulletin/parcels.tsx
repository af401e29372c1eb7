import { Button, FileButton } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Parcel, useUploads } from '../part/uploads.tsx'
import { ParcelProgress } from './parcel-progress.tsx'
import { ParcelWords } from './parcel-words.tsx'

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
  const refused = mine.filter((parcel) => stateOf(parcel) === 'refused')
  if (mine.length === 0) return null
  return (
    <section className="parcels no-print" aria-label={t('bulletin.uploads')}>
      {mine.map((parcel) => (
        <OneParcel key={parcel.key} parcel={parcel}>
          {stateOf(parcel) === 'ready' && children(parcel)}
        </OneParcel>
      ))}
      {refused.length > 1 && (
        <Button
          size="sm"
          variant="subtle"
          onClick={() => {
            for (const { key } of refused) dismiss(key)
          }}
        >
          {t('upload.clear')}
        </Button>
      )}
    </section>
  )
}

function stateOf({ error, upload, line }: Parcel): 'running' | 'ready' | 'refused' {
  if (error && line === null) return 'refused'
  return upload?.state === 'ready' || upload?.state === 'refused' ? upload.state : 'running'
}

function OneParcel({ parcel, children }: { parcel: Parcel; children: ReactNode }) {
  const state = stateOf(parcel)
  return (
    <div
      className="parcel"
      data-testid="parcel"
      data-state={state}
      data-line={parcel.line ?? undefined}
    >
      <ParcelProgress parcel={parcel} state={state} />
      <ParcelWords parcel={parcel} />
      <div className="parcel-actions">
        {children}
        <WireActions parcel={parcel} done={state !== 'running'} />
      </div>
    </div>
  )
}

/** Pause, go on, choose the file again, give up. */
function WireActions({ parcel, done }: { parcel: Parcel; done: boolean }) {
  const { t } = useTranslation()
  const { pause, resume, dismiss } = useUploads()
  const { key, line, name } = parcel
  const named = (says: string) => `${says}: ${name}`
  return (
    <>
      {(line === 'sending' || line === 'queued' || line === 'lost') && (
        <Button
          size="sm"
          variant="default"
          onClick={() => pause(key)}
          aria-label={named(t('upload.pause'))}
          data-testid="parcel-pause"
        >
          {t('upload.pause')}
        </Button>
      )}
      {line === 'paused' && (
        <Button
          size="sm"
          onClick={() => resume(key)}
          aria-label={named(t('upload.resume'))}
          data-testid="parcel-resume"
        >
          {t('upload.resume')}
        </Button>
      )}
      {line === 'half' && (
        <FileButton onChange={(file) => file && resume(key, file)}>
          {(props) => (
            <Button size="sm" {...props} data-testid="parcel-choose">
              {t('upload.chooseAgain')}
            </Button>
          )}
        </FileButton>
      )}
      <Button
        size="sm"
        variant="subtle"
        onClick={() => dismiss(key)}
        aria-label={named(t(done ? 'bulletin.dismiss' : 'upload.cancel'))}
        data-testid="parcel-dismiss"
      >
        {t(done ? 'bulletin.dismiss' : 'upload.cancel')}
      </Button>
    </>
  )
}
