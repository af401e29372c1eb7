import type { HeardRecording as Said } from '../../media/hear.ts'
import { canonicalJson } from '../../playout/contract/canonical.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { Db } from '../deps.ts'
import { appendEntries } from '../ledger/ledger-store.ts'
import { standingAttestations } from './attestation.ts'
import { listAttestations } from './attestation-store.ts'
import { findsOf } from './find.ts'
import { addFinds, listFinds } from './find-store.ts'
import type { ReferenceChoice } from './hearable-store.ts'
import type { HeardRecording } from './heard.ts'
import type { Alike, Recording } from './recording.ts'
import { saveRecording } from './recording-store.ts'

/** A sound that a recording was compared with, and the very file of it. */
export type StoredReference = ReferenceChoice & Readonly<{ file: string }>

/** What the listening of a recording brought, with all that it rested on. */
export type Hearing = Readonly<{
  said: Said
  references: readonly StoredReference[]
  /** Version of the program that decoded. */
  decoder: string
  print: Digest
  alike: readonly Alike[]
}>

/**
 * Writes ledger entry, finds and the recording's end; one transaction around it.
 * @returns the recording as it is now; null when it was given up meanwhile
 */
export async function keepHearing(
  db: Db,
  recording: Recording,
  { said, references, decoder, print, alike }: Hearing,
  now: Instant,
): Promise<Recording | null> {
  const { contentType, durationMs, matcher, copyNeeded: copyDue } = said
  const soundDigest = said.soundDigest as Digest
  const finds = findsOf(said.hearings)
  const result = {
    contentType,
    durationMs,
    soundDigest,
    print,
    decoder,
    matcher,
    references,
    finds,
  }
  const { station, madeBy, date, window, aimAt, startedAt, clock, clockOffsetMs } = recording
  const text = canonicalJson({
    ...{ format: 'tiep-am/recording/1', id: recording.id, station, madeBy, date, window, aimAt },
    ...{ startedAt, clock, clockOffsetMs, challengeIssuedAt: recording.challengeIssuedAt },
    ...{ source: recording.source, receivedAt: recording.receivedAt, heardAt: now },
    ...{ digest: recording.digest, bytes: recording.bytes, alike, result },
  })
  const entry = { kind: 'recording' as const, text, signature: null }
  const leaf = await appendEntries(db, [entry], now)
  const sound = { durationMs, contentType, soundDigest, copyDue, copy: null }
  const heard = { ...sound, print, alike, leaf }
  const after: Recording = { ...recording, state: { kind: 'done', finishedAt: now, heard } }
  if (!(await saveRecording(db, recording, after))) return null
  await db
    .updateTable('recording')
    .set({ peaks: JSON.stringify(said.peaks), result: canonicalJson(result) })
    .where('id', '=', recording.id)
    .execute()
  await addFinds(db, recording.id, finds)
  return after
}

/** Recordings with what was found in them, and what people say is in them. */
export async function withFinds(
  db: Db,
  recordings: readonly Recording[],
): Promise<HeardRecording[]> {
  const finds = await listFinds(
    db,
    recordings.map(({ id }) => id),
  )
  const said = await listAttestations(
    db,
    recordings.map(({ id }) => id),
  )
  const attested = Map.groupBy(standingAttestations(said), (one) => one.recording)
  return recordings.map((recording) => ({
    ...{ recording, finds: finds.get(recording.id) ?? [] },
    attested: attested.get(recording.id) ?? [],
  }))
}
