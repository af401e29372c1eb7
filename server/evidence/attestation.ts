import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { RecordingAttestationRow } from '../db/recording-rows.ts'
import type { Hearable } from './hearable.ts'
import type { Recording } from './recording.ts'

/**
 * A named person listened to a recording and says that an airing is in it, where the matcher said less
 * or nothing. A person's word: of the grade `declared`, with the recording beside it; never `heard`.
 */
export type Attestation = Readonly<{
  id: string
  recording: string
  /** The station's own item, or the district's airing that it carried. */
  target: string
  obligation: string | null
  verdict: RecordingAttestationRow['verdict']
  /** Where it begins in the recording, as far as the person said. */
  fromMs: number | null
  reason: string
  by: string
  at: Instant
}>

/** With its place in the ledger and the person's name. */
export type KeptAttestation = Attestation & Readonly<{ leaf: number; byName: string }>

export type AttestationRefusal =
  | 'recording-not-heard'
  | 'recording-own'
  | 'recording-target-unknown'
  | 'recording-target-elsewhere'
  | 'recording-target-outside'

/** A recording's clock and a station's agree so far, both being checked. */
const NEAR_MS = 120_000

/** What was due that somebody may have recorded: before the file came, and within it by a checked clock. */
export function attestable(
  { startedAt, clock, receivedAt, state }: ClockedRecording,
  hearables: readonly Hearable[],
): Hearable[] {
  const durationMs = state.kind === 'done' ? state.heard.durationMs : 0
  return hearables.filter(({ dueAt, lengthMs }) => {
    if (receivedAt !== null && dueAt > receivedAt) return false
    if (startedAt === null || clock !== 'checked') return true
    return dueAt <= startedAt + durationMs + NEAR_MS && dueAt + lengthMs >= startedAt - NEAR_MS
  })
}

type ClockedRecording = Pick<Recording, 'startedAt' | 'clock' | 'receivedAt' | 'state'>

/** Whether somebody may attest it: a reviewer who did not make the recording, of what it can hold. */
export function checkAttestation(
  wanted: Pick<Attestation, 'target' | 'fromMs' | 'by'>,
  recording: ClockedRecording & Pick<Recording, 'madeBy'>,
  hearables: readonly Hearable[],
): Outcome<Hearable, AttestationRefusal> {
  const { state, madeBy } = recording
  if (state.kind !== 'done') return refuse('recording-not-heard')
  if (madeBy === wanted.by) return refuse('recording-own')
  const due = hearables.find(({ key }) => key === wanted.target)
  if (!due) return refuse('recording-target-unknown')
  if (!attestable(recording, [due]).length) return refuse('recording-target-elsewhere')
  if (wanted.fromMs !== null && wanted.fromMs >= state.heard.durationMs)
    return refuse('recording-target-outside')
  return ok(due)
}

/** What holds: the newest word about each airing, unless it was taken back. */
export function standingAttestations<One extends Attestation>(said: readonly One[]): One[] {
  const newest = new Map(said.map((one) => [`${one.recording}\n${one.target}`, one]))
  return [...newest.values()].filter(({ verdict }) => verdict !== 'withdrawn')
}
