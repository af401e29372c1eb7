import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { answer, api } from '../api/client.ts'
import { ProblemError } from '../api/problem.ts'
import { speechProgressQuery } from '../api/queries.ts'
import type { SpeechSettings, Upload, Version } from '../api/shapes.ts'

/** What is read, and how. */
export type Wanted = Readonly<{
  text: string
  language: Version['language']
  how: SpeechSettings
}>

/** A whole text on its way to sound: read first, then taken in like any file. */
export type SpeechMaking = Readonly<{
  state: 'idle' | 'reading' | 'taking' | 'ready' | 'failed'
  /** Sentences read so far. */
  progress: Readonly<{ spoken: number; of: number }> | null
  upload: Upload | null
  error: unknown
  make(wanted: Wanted): void
}>

export function useSpeechMaking(
  onReady: (upload: Upload, speech: SpeechSettings, wanted: Wanted) => void,
): SpeechMaking {
  const making = useMutation({
    mutationFn: ({ text, language, how }: Wanted) =>
      answer(api.POST('/api/v1/speech', { body: { ...how, text, language } })),
  })
  const first = making.data ?? null
  const progress = useQuery({ ...speechProgressQuery, enabled: making.isPending })
  const id = first?.id ?? ''
  const followed = useQuery({
    queryKey: ['upload', id],
    queryFn: () =>
      answer(api.GET('/api/v1/uploads/{upload}', { params: { path: { upload: id } } })),
    enabled: first !== null,
    refetchInterval: ({ state }) => (isOver(state.data) ? false : 700),
  })
  const upload = first === null ? null : (followed.data ?? first)
  const wanted = making.variables
  const told = useRef<string | null>(null)
  useEffect(() => {
    if (upload?.state !== 'ready' || !wanted || told.current === upload.id) return
    told.current = upload.id
    onReady(upload, wanted.how, wanted)
  }, [upload, wanted, onReady])

  const refusal = upload?.refusal
  const refused = refusal && new ProblemError({ ...refusal, status: 422 })
  const error = making.error ?? followed.error ?? refused ?? null
  return {
    state: error ? 'failed' : stateOf(making.isPending, upload),
    progress: making.isPending ? (progress.data ?? null) : null,
    ...{ upload, error, make: making.mutate },
  }
}

function isOver(upload: Upload | undefined): boolean {
  return upload?.state === 'ready' || upload?.state === 'refused'
}

function stateOf(reading: boolean, upload: Upload | null): SpeechMaking['state'] {
  if (reading) return 'reading'
  if (upload === null) return 'idle'
  return upload.state === 'ready' ? 'ready' : 'taking'
}
