import { type Canonical, canonicalJson } from '../../playout/contract/canonical.ts'
import type { Manifest } from '../../playout/contract/manifest.ts'
import type { Instant } from '../../playout/contract/time.ts'
import { listManifestRecalls } from '../bulletin/recall-store.ts'
import type { Deps } from '../deps.ts'
import { currentCheckpoint, readHead } from '../ledger/ledger-store.ts'
import { listEndedBlocks } from '../order/emergency-store.ts'
import { listHoldingStops, manifestStop } from '../order/stop-store.ts'
import { listPlanStations } from '../plan/candidate-store.ts'
import { listOffers } from '../plan/offer-store.ts'
import type { PlanStation } from '../plan/plan-station.ts'
import { listBlocks } from '../plan/plan-store.ts'
import { confirmedAt } from '../plan/quiet-confirmation.ts'
import { listConfirmations } from '../plan/quiet-confirmation-store.ts'
import { findQuietHours, isSample } from '../plan/setting-store.ts'
import { audit } from '../staff/audit.ts'
import { listLiveSources } from '../station/live-source-store.ts'
import {
  buildManifest,
  isWorthPublishing,
  type ManifestSource,
  RECALLS_KEPT_MS,
} from './build-manifest.ts'
import {
  findNewest,
  insertVersion,
  listApprovedAssets,
  listEnrolledStations,
  listNewestVersions,
} from './publish-store.ts'

export type PublishDeps = Pick<Deps, 'db' | 'keys' | 'live' | 'newId'>

export type Published = Readonly<{ station: string; version: number; isNew: boolean }>

/** A block that began this long ago is over, even if it ran for a day. */
const LONGEST_AGO_MS = 25 * 3_600_000
const TRIES = 5

/**
 * Publishes the manifest of every station that has a playlist or a player, where it has something new
 * to say; with `stations`, only of those.
 */
export async function publishManifests(
  deps: PublishDeps,
  now: Instant,
  stations?: readonly string[],
): Promise<Published[]> {
  const enrolled = await listEnrolledStations(deps.db)
  const wanted = (await listPlanStations(deps.db)).filter(
    ({ id, role, technology }) =>
      (stations?.includes(id) ?? true) &&
      (role === 'district' || technology === 'ip' || enrolled.has(id)),
  )
  const shared = await gatherShared(deps, now)
  const published: Published[] = []
  const faults: unknown[] = []
  for (const station of wanted)
    try {
      published.push(await publish(deps, shared, station, 0, now))
    } catch (error) {
      // One station that cannot be published must not keep a recall from the others.
      faults.push(error)
    }
  if (faults.length > 0) throw faults[0]
  return published
}

/**
 * Publishes a version above one that a station says it holds and this server has never made (a
 * restored backup), since a station refuses anything older; and records that.
 */
export async function publishAbove(
  deps: PublishDeps,
  station: string,
  held: number,
  now: Instant,
): Promise<Published | null> {
  const known = (await listPlanStations(deps.db)).find(({ id }) => id === station)
  if (!known) return null
  return publish(deps, await gatherShared(deps, now), known, held, now)
}

/** What the manifests of all stations share, read once. */
type Shared = Omit<ManifestSource, 'station' | 'blocks' | 'confirmed' | 'stops'> &
  Readonly<{
    blocks: ReadonlyMap<string, ManifestSource['blocks']>
    stopsAt(station: string): ManifestSource['stops']
    confirmedAt(station: string): ManifestSource['confirmed']
    /** The newest version of each station before the rest was read. */
    newest: ReadonlyMap<string, number>
  }>

async function gatherShared(deps: PublishDeps, now: Instant): Promise<Shared> {
  const { db } = deps
  const newest = await listNewestVersions(db)
  const ended = await listEndedBlocks(db, now - LONGEST_AGO_MS)
  const planned = (await listBlocks(db, { startsFrom: now - LONGEST_AGO_MS })).filter(
    ({ block }) => !ended.has(block.id),
  )
  const stops = await listHoldingStops(db)
  const byStation = Map.groupBy(planned, ({ station }) => station as string)
  // What began while it was confirmed stays in the manifest as long as its block does.
  const since = now - LONGEST_AGO_MS
  const confirmations = await listConfirmations(db, since)
  return {
    confirmedAt: (station) => confirmedAt(confirmations, station, since),
    stopsAt: (station) => stops.filter((stop) => stop.station === station).map(manifestStop),
    sample: await isSample(db),
    approved: new Map(
      (await listOffers(db, now - LONGEST_AGO_MS)).map((one) => [one.version as string, one]),
    ),
    assets: await listApprovedAssets(db),
    liveSources: new Map((await listLiveSources(db)).map((one) => [one.id, one])),
    quiet: await findQuietHours(db),
    recalls: await listManifestRecalls(db, now - RECALLS_KEPT_MS),
    newest,
    checkpoint: (await readHead(db)).size === 0 ? null : await currentCheckpoint(deps),
    blocks: new Map([...byStation].map(([id, list]) => [id, list.map(({ block }) => block)])),
  }
}

/**
 * Build, sign, then insert the next version: the insert is the commit. Who loses it to another run,
 * or finds that one published since the state was read, starts again from what is true then: an
 * older state never gets the higher number, or it would put back on air what was just recalled.
 */
async function publish(
  deps: PublishDeps,
  first: Shared,
  station: PlanStation,
  held: number,
  now: Instant,
): Promise<Published> {
  const { db, keys, live } = deps
  let shared = first
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (attempt > 0) shared = await gatherShared(deps, now)
    const newest = await findNewest(db, station.id)
    if ((newest?.version ?? 0) !== (shared.newest.get(station.id) ?? 0)) continue
    const jumps = held > (newest?.version ?? 0)
    const version = Math.max(newest?.version ?? 0, held) + 1
    const source = {
      ...{ ...shared, station, confirmed: shared.confirmedAt(station.id) },
      stops: shared.stopsAt(station.id),
      blocks: shared.blocks.get(station.id) ?? [],
    }
    const manifest = buildManifest(source, version, now)
    if (newest && !jumps) {
      const before = JSON.parse(newest.signed.text) as Manifest
      if (!isWorthPublishing(before, manifest))
        return { station: station.id, version: newest.version, isNew: false }
    }
    const signed = await keys.publish.sign('manifest', canonicalJson(manifest as Canonical))
    const jumpedOver = jumps ? held : null
    const key = keys.publishDocument
    if (await insertVersion(db, station.id, { version, issuedAt: now, signed, key, jumpedOver })) {
      if (jumps)
        await audit(db, deps, {
          ...{ at: now, staff: null, action: 'manifest.jumped', subject: `station/${station.id}` },
          detail: { held, newest: newest?.version ?? 0, version },
        })
      live.tell({ topic: 'manifest', station: station.id, version })
      return { station: station.id, version, isNew: true }
    }
  }
  throw new Error(`${station.id}: lost the race for a manifest version ${TRIES} times`)
}
