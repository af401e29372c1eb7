import { useQueries } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useRef, useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { Upload } from '../api/shapes.ts'
import { sendFile } from '../api/upload.ts'

/** A file on its way: through the wire first, then through ingest. */
export type Parcel = Readonly<{
  key: number
  name: string
  /** Bytes sent, whole percent. */
  sent: number
  upload: Upload | null
  error: unknown
  /** The bulletin whose sound it becomes; null makes a new bulletin. */
  purpose: string | null
}>

type Uploads = Readonly<{
  parcels: readonly Parcel[]
  add(files: readonly File[], purpose: string | null): void
  dismiss(key: number): void
}>

const UploadsContext = createContext<Uploads | null>(null)

export function useUploads(): Uploads {
  const uploads = useContext(UploadsContext)
  if (!uploads) throw new Error('UploadsContext has no value: frame.tsx gives one')
  return uploads
}

type Sending = Omit<Parcel, 'upload'> & Readonly<{ first: Upload | null }>

/** Lives around all screens, so that one may leave while a file is being taken in, and find it again. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const [sendings, setSendings] = useState<readonly Sending[]>([])
  const keys = useRef(0)
  const ids = sendings.flatMap((one) => one.first?.id ?? [])
  const followed = useQueries({
    queries: ids.map((upload) => ({
      queryKey: ['upload', upload],
      queryFn: () => answer(api.GET('/api/v1/uploads/{upload}', { params: { path: { upload } } })),
      refetchInterval: (query: { state: { data?: Upload | undefined } }) =>
        !query.state.data || query.state.data.state === 'running' ? 700 : (false as const),
    })),
  })

  const change = (key: number, news: Partial<Sending>) =>
    setSendings((all) => all.map((one) => (one.key === key ? { ...one, ...news } : one)))
  const add = (files: readonly File[], purpose: string | null) => {
    for (const file of files) {
      keys.current += 1
      const key = keys.current
      const fresh = { key, name: file.name, sent: 0, first: null, error: null, purpose }
      setSendings((all) => [...all, fresh])
      sendFile(file, (sent) => change(key, { sent })).then(
        (first) => change(key, { sent: 100, first }),
        (error: unknown) => change(key, { error }),
      )
    }
  }
  const parcels = sendings.map(({ first, ...one }): Parcel => {
    const follow = first ? followed[ids.indexOf(first.id)] : undefined
    return { ...one, upload: follow?.data ?? first, error: one.error ?? follow?.error ?? null }
  })
  const dismiss = (key: number) => setSendings((all) => all.filter((one) => one.key !== key))
  return <UploadsContext value={{ parcels, add, dismiss }}>{children}</UploadsContext>
}
