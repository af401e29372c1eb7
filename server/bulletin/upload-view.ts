import { z } from 'zod'
import { SoundView } from './sound-view.ts'

/** A file on its way through ingest, and what became of it. */
export const UploadView = z
  .object({
    id: z.string(),
    fileName: z.string(),
    /** `receiving` goes on at `/api/v1/uploads/tus/<id>`; `ready` and `refused` are ends. */
    state: z.enum(['receiving', 'waiting', 'running', 'ready', 'refused']),
    stage: z.enum([
      ...['receiving', 'waiting', 'probing', 'decoding'],
      ...['normalising', 'renditions', 'storing', 'done'],
    ] as const),
    /** Of the bytes while it is received, then of the work. */
    percent: z.int().min(0).max(100),
    bytes: z.int(),
    receivedBytes: z.int(),
    /** Files taken in before it, the one under way included; null unless it waits. */
    ahead: z.int().nullable(),
    createdAt: z.int(),
    finishedAt: z.int().nullable(),
    sound: SoundView.nullable(),
    refusal: z
      .object({
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
        vi: z.string(),
        en: z.string(),
      })
      .nullable(),
    /** Things worth a look that did not stop it, in both languages. */
    warnings: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })),
    /** Bulletins that have this sound, or another cut of the same file. */
    usedBy: z.array(z.object({ bulletin: z.string(), title: z.string() })),
  })
  .meta({ id: 'Upload' })

export const UploadLine = UploadView.omit({ sound: true }).meta({ id: 'UploadLine' })

/** How much of the kept original's ends is left out; 0 and 0 takes all of it. */
export const TrimRequest = z.object({ startMs: z.int().min(0), endMs: z.int().min(0) })
