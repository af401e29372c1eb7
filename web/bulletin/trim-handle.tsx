import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Sound, Upload } from '../api/shapes.ts'
import { type Cut, originalLengthMs } from '../data/cut.ts'
import { ProblemNote } from '../part/problem-note.tsx'
import { useUploads } from '../part/uploads.tsx'
import { figureOf, lengthOf } from '../text/format.ts'
import { CutSliders } from './cut-sliders.tsx'

/** What was cut off a sound's ends, with handles to undo or change it; made anew from the original. */
export function TrimHandle({
  sound,
  onReady,
}: {
  sound: Sound
  /** Takes the sound as it is cut now; nothing else is begun until that is done. */
  onReady: (upload: Upload) => Promise<unknown>
}) {
  const { t } = useTranslation()
  const { leave } = useUploads()
  const was: Cut = sound.trim ?? { startMs: 0, endMs: 0 }
  const [cut, setCut] = useState<Cut | null>(null)
  const [making, setMaking] = useState<string | null>(null)
  const take = useMutation({
    mutationFn: (body: Cut) =>
      answer(
        api.POST('/api/v1/assets/{asset}/trim', { params: { path: { asset: sound.asset } }, body }),
      ),
    onSuccess: ({ id }) => {
      leave(id)
      setMaking(id)
    },
  })
  const done = () => {
    setMaking(null)
    setCut(null)
  }
  // Whoever takes it says what went wrong with that.
  const made = useMade(making, (upload) => void onReady(upload).then(done, done))
  const wholeMs = originalLengthMs(sound)
  const busy = take.isPending || (making !== null && made?.state !== 'refused')
  return (
    <section className="trim" aria-label={t('trim.title')} data-testid="trim">
      <p>
        <CutWords cut={was} />{' '}
        {cut === null && !busy && (
          <>
            {(was.startMs > 0 || was.endMs > 0) && (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => take.mutate({ startMs: 0, endMs: 0 })}
                data-testid="trim-undo"
              >
                {t('trim.undo')}
              </Button>
            )}{' '}
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => setCut(was)}
              data-testid="trim-change"
            >
              {t('trim.change')}
            </Button>
          </>
        )}
      </p>
      {cut && (
        <>
          <CutSliders sound={sound} was={was} cut={cut} onCut={setCut} />
          <p className="note tabular">
            {t('trim.result', { length: lengthOf(wholeMs - cut.startMs - cut.endMs) })} ·{' '}
            {t('trim.keys')}
          </p>
          <div className="parcel-actions">
            <Button
              size="sm"
              loading={busy}
              disabled={cut.startMs === was.startMs && cut.endMs === was.endMs}
              onClick={() => take.mutate(cut)}
              data-testid="trim-apply"
            >
              {t('trim.apply')}
            </Button>
            <Button size="sm" variant="subtle" disabled={busy} onClick={() => setCut(null)}>
              {t('trim.back')}
            </Button>
          </div>
        </>
      )}
      {busy && (
        <p role="status" className="note tabular">
          {t('trim.working', { percent: made?.percent ?? 0 })}
        </p>
      )}
      {made?.refusal && <RefusalWords refusal={made.refusal} />}
      <ProblemNote error={take.error} />
    </section>
  )
}

/** Follows an upload to its end. */
function useMade(id: string | null, onReady: (upload: Upload) => void): Upload | null {
  const upload = useQuery({
    queryKey: ['uploads', id],
    queryFn: () =>
      answer(api.GET('/api/v1/uploads/{upload}', { params: { path: { upload: id ?? '' } } })),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.stage === 'done' ? false : 700),
  })
  const done = id !== null && upload.data?.id === id && upload.data.state === 'ready'
  // biome-ignore lint/correctness/useExhaustiveDependencies: told once, whatever else changes.
  useEffect(() => {
    if (done && upload.data) onReady(upload.data)
  }, [done])
  return id === null ? null : (upload.data ?? null)
}

function RefusalWords({ refusal }: { refusal: NonNullable<Upload['refusal']> }) {
  const { i18n } = useTranslation()
  return (
    <p role="alert" className="refusal">
      {i18n.language === 'en' ? refusal.en : refusal.vi}
    </p>
  )
}

function CutWords({ cut: { startMs, endMs } }: { cut: Cut }) {
  const { t, i18n } = useTranslation()
  const start = figureOf(startMs / 1000, 1, i18n.language)
  const end = figureOf(endMs / 1000, 1, i18n.language)
  if (startMs > 0 && endMs > 0) return t('trim.cut', { start, end })
  if (startMs > 0) return t('trim.cutStart', { start })
  return endMs > 0 ? t('trim.cutEnd', { end }) : t('trim.cutNone')
}
