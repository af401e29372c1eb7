import { Button, Tabs } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../api/client.ts'
import type { Upload } from '../api/shapes.ts'
import { type Parcel, useUploads } from '../part/uploads.tsx'
import { Drop } from './drop.tsx'
import { Parcels } from './parcels.tsx'
import { Recorder } from './recorder.tsx'

/** One sound from a file or the microphone, as an upload that is ready. */
export function SoundInput({
  onReady,
  purpose,
  more = [],
}: {
  onReady: (upload: Upload) => void
  /** What its parcels are kept under when the screen is left; its own when it is not said. */
  purpose?: string
  /** Further ways, such as a text that is read aloud. */
  more?: readonly Readonly<{ key: string; label: string; content: ReactNode }>[]
}) {
  const { t } = useTranslation()
  const own = useId()
  const place = purpose ?? own
  const { parcels, dismiss } = useUploads()
  const queries = useQueryClient()
  const recorded = useRef(new Set<string>())
  const use = useCallback(
    async ({ key, upload }: Pick<Parcel, 'key' | 'upload'>) => {
      if (!upload) return
      const path = { upload: upload.id }
      const whole = await queries.fetchQuery({
        queryKey: ['uploads', upload.id],
        queryFn: () => answer(api.GET('/api/v1/uploads/{upload}', { params: { path } })),
      })
      dismiss(key)
      onReady(whole)
    },
    [queries, dismiss, onReady],
  )
  // Whoever pressed "use this recording" has chosen already.
  useEffect(() => {
    const done = parcels.find(
      ({ name, upload }) => upload?.state === 'ready' && recorded.current.has(name),
    )
    if (!done) return
    recorded.current.delete(done.name)
    void use(done)
  }, [parcels, use])
  return (
    <>
      <Tabs defaultValue="file" keepMounted={false}>
        <Tabs.List aria-label={t('upload.ways')}>
          <Tabs.Tab value="file" data-testid="sound-from-file">
            {t('upload.file')}
          </Tabs.Tab>
          <Tabs.Tab value="microphone" data-testid="sound-from-microphone">
            {t('upload.microphone')}
          </Tabs.Tab>
          {more.map(({ key, label }) => (
            <Tabs.Tab key={key} value={key}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="file" pt="sm">
          <Drop purpose={place} says={t('bulletin.drop')} />
        </Tabs.Panel>
        <Tabs.Panel value="microphone" pt="sm">
          <Recorder purpose={place} onUse={({ name }) => recorded.current.add(name)} />
        </Tabs.Panel>
        {more.map(({ key, content }) => (
          <Tabs.Panel key={key} value={key} pt="sm">
            {content}
          </Tabs.Panel>
        ))}
      </Tabs>
      <Parcels purpose={place}>
        {(parcel) => (
          <Button size="sm" onClick={() => void use(parcel)} data-testid="sound-use">
            {t('upload.use')}
          </Button>
        )}
      </Parcels>
    </>
  )
}
