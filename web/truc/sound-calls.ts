import { noAnswer, ProblemError, problemOf } from '../api/problem.ts'
import type { NewRecording, RecordingLine } from '../api/shapes.ts'
import { ask } from './calls.ts'

/** The questions of a phone that sends recordings. */

/** A part on the slowest line that is any use. */
const PART_TIMEOUT_MS = 60_000

/** The tus protocol's requests: `status`, and how much the server has. */
async function tus(method: 'HEAD' | 'PATCH', upload: string, offset: number, part: Blob | null) {
  const response = await fetch(upload, {
    method,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(PART_TIMEOUT_MS),
    headers: {
      'tus-resumable': '1.0.0',
      ...(part
        ? {
            'upload-offset': String(offset),
            'content-type': 'application/offset+octet-stream',
          }
        : {}),
    },
    ...(part ? { body: part } : {}),
  }).catch(() => {
    throw new ProblemError(noAnswer)
  })
  if (!response.ok)
    throw new ProblemError(problemOf(response.status, await response.json().catch(() => null)))
  return Number(response.headers.get('upload-offset') ?? 0)
}

export const soundCalls = {
  /** Good until `goodUntil`, server time. */
  challenge: (station: string) =>
    ask<{ challenge: string; goodUntil: number }>('POST', '/recordings/challenges', { station }),
  announce: (recording: NewRecording) => ask<RecordingLine>('POST', '/recordings', recording),
  recording: (id: string) => ask<RecordingLine>('GET', `/recordings/${encodeURIComponent(id)}`),
  /** How much of it has come. */
  offset: (upload: string) => tus('HEAD', upload, 0, null),
  /** Sends a part; the answer is how much has come then. */
  part: (upload: string, offset: number, part: Blob) => tus('PATCH', upload, offset, part),
}

export type SoundCalls = typeof soundCalls
