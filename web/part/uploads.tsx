import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  createContext,
  type ReactNode,
  useContext,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { answer, api } from '../api/client.ts'
import { uploadsQuery } from '../api/queries.ts'
import type { UploadLine } from '../api/shapes.ts'
import { type Heard, type Line, percentSent, plainName } from '../data/parcel.ts'
import { useDeps } from '../deps.ts'
import { makeSender, type Sending } from './sender.ts'

/** A file on its way: through the wire first, then through ingest. */
export type Parcel = Readonly<{
  key: number
  name: string
  bytes: number
  /** Bytes that the server has. */
  sentBytes: number
  /** The same in whole percent. */
  sent: number
  line: Line
  heard: readonly Heard[]
  upload: UploadLine | null
  error: unknown
  /** The bulletin whose sound it becomes; null makes a new bulletin. */
  purpose: string | null
}>

type Uploads = Readonly<{
  parcels: readonly Parcel[]
  add(files: readonly File[], purpose: string | null): void
  /** Takes it off the list: given up when it is not done, else only hidden. */
  dismiss(key: number): void
  pause(key: number): void
  /** Goes on; with a file chosen anew when the page does not hold it any more. */
  resume(key: number, file?: File): void
  /** Leaves an upload to whoever made it: it is not listed. */
  leave(upload: string): void
}>

const UploadsContext = createContext<Uploads | null>(null)

export function useUploads(): Uploads {
  const uploads = useContext(UploadsContext)
  if (!uploads) throw new Error('UploadsContext has no value: frame.tsx gives one')
  return uploads
}

/** Uploads of an earlier visit have keys from here on, those of this page lower ones. */
const EARLIER_KEYS = 1_000_000
const HIDDEN = 'tiep-am.uploads.hidden'
const HIDDEN_AT_MOST = 200
/** A sound that nobody made use of is offered for a day. */
const OFFERED_MS = 24 * 3_600_000

/** Lives around all screens, so that one may leave while a file is sent, and find it again. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const { clock, memory } = useDeps()
  const queries = useQueryClient()
  const sender = useMemo(
    () =>
      makeSender({
        clock,
        onDone: () => void queries.invalidateQueries({ queryKey: uploadsQuery.queryKey }),
      }),
    [clock, queries],
  )
  const sendings = useSyncExternalStore(sender.subscribe, sender.list)
  const uploads = useQuery(uploadsQuery)
  const [hidden, setHidden] = useState(() => readHidden(memory.getItem(HIDDEN)))
  const hide = (upload: string) =>
    setHidden((before) => {
      const after = [...before.filter((one) => one !== upload), upload].slice(-HIDDEN_AT_MOST)
      memory.setItem(HIDDEN, JSON.stringify(after))
      return after
    })

  const parcels = useMemo(() => {
    const known = uploads.data ?? []
    const ours = new Set(sendings.flatMap(({ id }) => id ?? []))
    const now = clock.now()
    const earlier = known.filter(
      (one) => !ours.has(one.id) && !hidden.includes(one.id) && isOfUse(one, now),
    )
    return [
      ...sendings.map((one) => parcelOf(one, known.find(({ id }) => id === one.id) ?? null)),
      ...earlier.toReversed().map((one): Parcel => {
        const half = one.state === 'receiving' && one.receivedBytes < one.bytes
        return {
          ...{ key: EARLIER_KEYS + known.length - known.indexOf(one), name: one.fileName },
          ...{ bytes: one.bytes, sentBytes: one.receivedBytes },
          ...{ sent: percentSent(one.receivedBytes, one.bytes), line: half ? 'half' : null },
          ...{ heard: [], upload: one, error: null, purpose: null },
        }
      }),
    ]
  }, [uploads.data, sendings, hidden, clock])

  const value: Uploads = {
    parcels,
    add: (files, purpose) => {
      for (const file of files) sender.add(file, purpose)
    },
    dismiss: (key) => {
      const parcel = parcels.find((one) => one.key === key)
      sender.drop(key)
      const upload = parcel?.upload?.id ?? sendings.find((one) => one.key === key)?.id
      if (!parcel || !upload) return
      hide(upload)
      if (parcel.upload?.state === 'ready') return
      const path = { upload }
      void answer(api.DELETE('/api/v1/uploads/{upload}', { params: { path } }))
        // Gone already, which is what was wanted; anything else shows at the next look.
        .catch(() => null)
        .then(() => queries.invalidateQueries({ queryKey: uploadsQuery.queryKey }))
    },
    pause: sender.pause,
    resume: (key, file) => {
      const upload = parcels.find((one) => one.key === key)?.upload
      const purpose = parcels.find((one) => one.key === key)?.purpose ?? null
      if (!file) return sender.resume(key)
      sender.drop(key)
      sender.add(file, purpose, upload ?? undefined)
    },
    leave: hide,
  }
  return <UploadsContext value={value}>{children}</UploadsContext>
}

function parcelOf(one: Sending, upload: UploadLine | null): Parcel {
  const { size: bytes } = one.file
  const name = plainName(one.file.name)
  // While it is sent, what left this machine; else what is known to have come.
  const received = one.line === 'sending' ? one.sent : (upload?.receivedBytes ?? one.sent)
  return {
    ...{ key: one.key, name, bytes, sentBytes: received, sent: percentSent(received, bytes) },
    ...{ line: one.line, heard: one.heard, upload, purpose: one.purpose },
    error: one.error,
  }
}

/** Of an earlier visit: what is not done, what was refused, and what no bulletin has yet. */
function isOfUse({ state, usedBy, finishedAt }: UploadLine, now: number): boolean {
  if (state !== 'ready') return true
  return usedBy.length === 0 && now - (finishedAt ?? 0) < OFFERED_MS
}

function readHidden(kept: string | null): readonly string[] {
  try {
    const list: unknown = JSON.parse(kept ?? '[]')
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}
