import type { FastifyRequest } from 'fastify'
import { type Role, visitorOf } from '../access.ts'
import type { Db } from '../deps.ts'
import { unitOfStation } from '../station/station-store.ts'
import type { Recording } from './recording.ts'
import { recordingProblem } from './recording-errors.ts'
import { findRecording } from './recording-store.ts'

export const recordingReaders: readonly Role[] = [
  ...['supervisor', 'approver', 'editor', 'administrator', 'duty'],
] as Role[]

/** Who says that the matcher is wrong. */
export const recordingReviewers: readonly Role[] = ['supervisor', 'approver']

/** What somebody may do with a recording; and whether they see those of every station. */
export type Asking = Readonly<{ mayOverrule: boolean; seesAll: boolean }>

/**
 * The recording that a request names, for whoever may see its station's.
 * @throws Problem `recording-unknown`, also for another unit's
 */
export async function getRecordingFor(
  db: Db,
  request: FastifyRequest,
): Promise<Readonly<{ recording: Recording; asking: Asking }>> {
  const visitor = visitorOf(request)
  const { recording: id } = request.params as { recording: string }
  const recording = await findRecording(db, id)
  const unit = recording && (await unitOfStation(db, recording.station))
  if (!recording || !unit || !visitor.may(recordingReaders, unit))
    throw recordingProblem('recording-unknown')
  const reviews = visitor.may(recordingReviewers, unit)
  const seesAll = visitor.may(recordingReviewers, null)
  return { recording, asking: { mayOverrule: reviews && recording.madeBy !== visitor.id, seesAll } }
}
