import { canonicalJson } from '../../playout/contract/canonical.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import { type Instant, samplesToMs } from '../../playout/contract/time.ts'
import type { RecordingFindRow, RecordingOverruleRow } from '../db/recording-rows.ts'
import type { Db } from '../deps.ts'
import { appendEntries } from '../ledger/ledger-store.ts'
import { DifferingStretches, effectiveVerdict, type Find, Stretches } from './find.ts'
import type { WeighedFind } from './heard.ts'

/** A person's word against, or for, what was heard. */
export type Overrule = Readonly<{
  id: string
  recording: string
  find: number
  verdict: RecordingOverruleRow['verdict']
  reason: string
  by: string
  at: Instant
}>

/** Finds of a recording that was just heard, within the transaction that says so. */
export async function addFinds(db: Db, recording: string, finds: readonly Find[]): Promise<void> {
  if (finds.length === 0) return
  await db
    .insertInto('recording_find')
    .values(
      finds.map((find) => ({
        ...{ recording_id: recording, number: find.number, asset_id: find.asset },
        ...{ verdict: find.verdict, start_ms: find.startMs, speed_ppm: find.speedPpm },
        ...{ coverage: find.coverage, coverage_from: find.coverageFrom },
        ...{ coverage_to: find.coverageTo, confidence: find.confidence },
        ...{ false_alarms: find.falseAlarms, expected: find.expected ? 1 : 0 },
        ...{ spans: JSON.stringify(find.spans), differing: JSON.stringify(find.differing) },
        same_as: JSON.stringify(find.sameAs),
      })),
    )
    .execute()
}

/** Writes the ledger entry and its columns; one transaction around it. */
export async function keepOverrule(db: Db, overrule: Overrule): Promise<void> {
  const text = canonicalJson({ format: 'tiep-am/recording-overrule/1', ...overrule })
  const entry = { kind: 'recording-overrule' as const, text, signature: null }
  const leaf = await appendEntries(db, [entry], overrule.at)
  await db
    .insertInto('recording_overrule')
    .values({
      ...{ id: overrule.id, recording_id: overrule.recording, number: overrule.find },
      ...{ verdict: overrule.verdict, reason: overrule.reason, staff_id: overrule.by },
      ...{ at: overrule.at, leaf_index: leaf },
    })
    .execute()
}

/** With its place in the ledger and the person's name. */
type KeptOverrule = Overrule & Readonly<{ leaf: number; byName: string }>

/** What people said of these recordings, oldest first. */
export async function listOverrules(
  db: Db,
  recordings: readonly string[],
): Promise<KeptOverrule[]> {
  if (recordings.length === 0) return []
  const rows = await db
    .selectFrom('recording_overrule')
    .innerJoin('staff', 'staff.id', 'recording_overrule.staff_id')
    .selectAll('recording_overrule')
    .select('staff.name as byName')
    .where('recording_id', 'in', [...recordings])
    .orderBy('leaf_index')
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, recording: row.recording_id, find: row.number, verdict: row.verdict },
    ...{ reason: row.reason, by: row.staff_id, at: row.at, leaf: row.leaf_index },
    byName: row.byName,
  }))
}

/** What was found in these recordings, weighed; by recording, in order. */
export async function listFinds(
  db: Db,
  recordings: readonly string[],
): Promise<ReadonlyMap<string, WeighedFind[]>> {
  if (recordings.length === 0) return new Map()
  const rows = await db
    .selectFrom('recording_find')
    .innerJoin('asset', 'asset.id', 'recording_find.asset_id')
    .selectAll('recording_find')
    .select('asset.samples')
    .where('recording_id', 'in', [...recordings])
    .orderBy('recording_id')
    .orderBy('number')
    .execute()
  const overrules = Map.groupBy(await listOverrules(db, recordings), keyOfOverrule)
  const bulletins = await listBulletinsOfSounds(
    db,
    rows.map((row) => row.asset_id),
  )
  const finds = new Map<string, WeighedFind[]>()
  for (const row of rows) {
    const find = findOf(row)
    const said = overrules.get(`${row.recording_id}\n${row.number}`) ?? []
    const effective = effectiveVerdict(find.verdict, said)
    const known = finds.get(row.recording_id) ?? []
    finds.set(row.recording_id, known)
    known.push({
      ...{ ...find, effective, bulletins: bulletins.get(find.asset) ?? [] },
      lengthMs: samplesToMs(row.samples),
      ...overruledIn(said),
    })
  }
  return finds
}

function overruledIn(
  said: readonly KeptOverrule[],
): Pick<WeighedFind, 'overruled' | 'overruledBy'> {
  const last = said.at(-1)
  const overruled = last !== undefined && last.verdict !== 'as-heard'
  return { overruled, overruledBy: overruled ? last.byName : null }
}

function keyOfOverrule({ recording, find }: Overrule): string {
  return `${recording}\n${find}`
}

/** Bulletins of which some version has a sound. */
async function listBulletinsOfSounds(
  db: Db,
  assets: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  if (assets.length === 0) return new Map()
  const rows = await db
    .selectFrom('bulletin_version')
    .select(['asset_id', 'bulletin_id'])
    .distinct()
    .where('asset_id', 'in', [...new Set(assets)])
    .orderBy('bulletin_id')
    .execute()
  const found = new Map<string, string[]>()
  for (const { asset_id, bulletin_id } of rows)
    found.set(asset_id ?? '', [...(found.get(asset_id ?? '') ?? []), bulletin_id])
  return found
}

function findOf(row: RecordingFindRow): Find {
  return {
    ...{ number: row.number, asset: row.asset_id as Digest, verdict: row.verdict },
    ...{ startMs: row.start_ms, speedPpm: row.speed_ppm, coverage: row.coverage },
    ...{ coverageFrom: row.coverage_from, coverageTo: row.coverage_to },
    ...{ confidence: row.confidence, falseAlarms: row.false_alarms, expected: row.expected === 1 },
    spans: Stretches.parse(JSON.parse(row.spans)),
    differing: DifferingStretches.parse(JSON.parse(row.differing)),
    sameAs: JSON.parse(row.same_as) as Digest[],
  }
}
