import type { z } from 'zod'
import { samplesToMs } from '../../playout/contract/time.ts'
import { listSounds } from '../bulletin/sound-store.ts'
import type { Db } from '../deps.ts'
import { listPlanStations } from '../plan/candidate-store.ts'
import { isSample } from '../plan/setting-store.ts'
import { listWindows } from '../plan/window-store.ts'
import { listStaff } from '../staff/staff-store.ts'
import { attestable, standingAttestations } from './attestation.ts'
import { listAttestations } from './attestation-store.ts'
import { listFinds, listOverrules } from './find-store.ts'
import type { Hearable } from './hearable.ts'
import { readHearables } from './hearable-store.ts'
import { ResultFacts } from './hearing-result.ts'
import type { Alike, Recording } from './recording.ts'
import type { Recordings } from './recording-job.ts'
import type { Asking } from './recording-scope-store.ts'
import type { RecordingLine, RecordingView } from './recording-view.ts'
import { type RecordingSurroundings, showRecordingLine } from './show-recording.ts'
import { soundKeptUntil } from './sound-keeping-store.ts'

type Line = z.infer<typeof RecordingLine>

/** Recordings as a list shows them. */
export async function showRecordings(
  db: Db,
  { standing }: Pick<Recordings, 'standing'>,
  recordings: readonly Recording[],
): Promise<Line[]> {
  const stations = new Map((await listPlanStations(db)).map((one) => [one.id as string, one]))
  const people = new Map((await listStaff(db)).map(({ id, name }) => [id as string, name]))
  const windows = new Map((await listWindows(db)).map((one) => [one.id as string, one.name]))
  const finds = await listFinds(
    db,
    recordings.map(({ id }) => id),
  )
  const attested = standingAttestations(
    await listAttestations(
      db,
      recordings.map(({ id }) => id),
    ),
  )
  const versions = await listVersionsOfSounds(
    db,
    [...finds.values()].flat().map(({ asset }) => asset),
  )
  const days = new Map<string, Hearable[]>()
  const lines: Line[] = []
  for (const recording of recordings) {
    const station = stations.get(recording.station)
    const key = `${recording.station}\n${recording.date}`
    const found = finds.get(recording.id) ?? []
    const hearables =
      days.get(key) ??
      (station && found.length > 0 ? await readHearables(db, station, recording.date) : [])
    if (found.length > 0) days.set(key, hearables)
    lines.push(
      showRecordingLine(recording, {
        ...{ finds: found, hearables, versions, standing: await standing(recording) },
        isAttested: attested.some((one) => one.recording === recording.id),
        stationName: station?.name ?? recording.station,
        zone: station?.zone ?? 'UTC',
        windowName: windows.get(recording.window ?? '') ?? null,
        madeByName: people.get(recording.madeBy) ?? recording.madeBy,
      }),
    )
  }
  return lines
}

/** One recording with its waveform, the sounds that it is compared with, and what people said of it. */
export async function showRecording(
  db: Db,
  recordings: Pick<Recordings, 'standing'>,
  recording: Recording,
  { mayOverrule, seesAll }: Asking,
): Promise<z.infer<typeof RecordingView>> {
  const [line] = await showRecordings(db, recordings, [recording])
  const row = await db
    .selectFrom('recording')
    .select(['peaks', 'result'])
    .where('id', '=', recording.id)
    .executeTakeFirst()
  const { state } = recording
  const heard = state.kind === 'done' ? state.heard : null
  const { soundPercent } = await recordings.standing(recording)
  const isPlayable = heard && heard.copyDue === null && recording.soundRemovedAt === null
  const facts = row?.result ? ResultFacts.parse(JSON.parse(row.result)) : null
  const attested = await listAttestations(db, [recording.id])
  const due = heard ? await readDue(db, recording) : []
  const assets = [...new Set((line as Line).finds.map(({ asset }) => asset))]
  const sounds = await listSounds(db, assets)
  return {
    ...(line as Line),
    sample: await isSample(db),
    peaks: row?.peaks ? (JSON.parse(row.peaks) as number[]) : [],
    sound: isPlayable ? `/api/v1/recordings/${recording.id}/sound` : null,
    soundPercent: recording.soundRemovedAt === null ? soundPercent : null,
    soundRemovedAt: recording.soundRemovedAt,
    soundUntil: heard && (await soundKeptUntil(db, recording)),
    print: heard?.print ? `/api/v1/recordings/${recording.id}/fingerprint` : null,
    alike: await nameAlike(
      db,
      (heard?.alike ?? []).filter(({ station }) => seesAll || station === recording.station),
    ),
    soundType: isPlayable ? (heard.copy?.contentType ?? heard.contentType) : null,
    originals: assets.flatMap((asset) => {
      const sound = sounds.get(asset)
      const played = sound?.renditions.find(({ kind }) => kind === 'mp3')
      return sound && played
        ? [
            {
              ...{ asset, lengthMs: samplesToMs(sound.samples) },
              peaks: JSON.parse(sound.peaks) as number[],
              sound: `/api/v1/assets/${played.digest}`,
            },
          ]
        : []
    }),
    overrules: (await listOverrules(db, [recording.id])).map(({ recording: _, ...one }) => one),
    attestations: attested.map(({ recording: _, ...one }) => ({
      ...one,
      title: due.find(({ key }) => key === one.target)?.title ?? one.target,
    })),
    attestable: mayOverrule && heard ? attestableIn(recording, line as Line, due) : [],
    mayOverrule,
    digest: recording.digest,
    matcher:
      facts && heard
        ? {
            ...{ version: facts.matcher.version, source: facts.matcher.source },
            ...{ decoder: facts.decoder, references: facts.references.length, leaf: heard.leaf },
            expected: facts.references.filter(({ expected }) => expected).length,
          }
        : null,
  }
}

async function nameAlike(db: Db, alike: readonly Alike[]) {
  const stations = new Map((await listPlanStations(db)).map((one) => [one.id as string, one.name]))
  return alike.map((one) => ({ ...one, stationName: stations.get(one.station) ?? one.station }))
}

async function readDue(db: Db, { station: id, date }: Recording): Promise<Hearable[]> {
  const station = (await listPlanStations(db)).find((one) => one.id === id)
  return station ? readHearables(db, station, date) : []
}

/** What somebody may say to hear in it: what was due then, and the matcher did not prove by it. */
function attestableIn(recording: Recording, { finds }: Line, due: readonly Hearable[]) {
  const isProved = (key: string) =>
    finds.some(({ bound, effective }) => bound?.target === key && effective === 'proved')
  return attestable(recording, due)
    .filter(({ key }) => !isProved(key))
    .map(({ key, title, dueAt, lengthMs }) => ({ target: key, title, dueAt, lengthMs }))
}

/** Approved versions that have these sounds, newest first, by sound. */
async function listVersionsOfSounds(
  db: Db,
  assets: readonly string[],
): Promise<RecordingSurroundings['versions']> {
  if (assets.length === 0) return new Map()
  const versions = await db
    .selectFrom('bulletin_version as version')
    .innerJoin('bulletin', 'bulletin.id', 'version.bulletin_id')
    .select(['version.asset_id as asset', 'bulletin.id as bulletin', 'version.id as version'])
    .select(['version.number', 'bulletin.title', 'version.language'])
    .select(['version.superseded_at as supersededAt', 'version.recalled_at as recalledAt'])
    .where('version.asset_id', 'in', [...new Set(assets)])
    .where('version.approved_at', 'is not', null)
    .orderBy('version.approved_at', 'desc')
    .orderBy('version.id')
    .execute()
  const found = new Map<string, Omit<(typeof versions)[number], 'asset'>[]>()
  for (const { asset, ...version } of versions)
    found.set(asset ?? '', [...(found.get(asset ?? '') ?? []), version])
  return found
}
