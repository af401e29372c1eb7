import type { Happening } from '../contract/event.ts'
import type { StationLevels, StationStatus } from '../contract/exchange.ts'
import type { BootId, KeyId } from '../contract/ids.ts'
import type { Signer } from '../contract/signature.ts'
import type { Clock } from '../contract/time.ts'
import type { AirClock } from '../engine/air-clock.ts'
import type { OnAir } from '../engine/cue.ts'
import type { LevelTap } from '../engine/level-tap.ts'
import type { Player } from '../engine/player.ts'
import type { Journal } from '../journal/journal.ts'
import type { Output, OutputState } from '../output/output.ts'
import type { AssetCache } from '../sync/asset-cache.ts'
import { createAssets } from '../sync/assets.ts'
import type { ClockOffset } from '../sync/clock-offset.ts'
import type { HeldManifest } from '../sync/held-manifest.ts'
import { createLevels } from '../sync/levels.ts'
import { createBell, keepDoing } from '../sync/loop.ts'
import type { Network } from '../sync/network.ts'
import { createPull } from '../sync/pull.ts'
import { createPush } from '../sync/push.ts'
import type { StationCard } from '../sync/station-files.ts'
import { createStatus } from '../sync/status.ts'
import { airSampleOf, instantOf } from '../timeline/instance.ts'
import type { StationProgramme } from './station-programme.ts'

/**
 * The relay agent: five loops that speak with the server. The player never waits for any of them,
 * and any of them may fail for as long as it likes.
 */
export type AgentParts = Readonly<{
  card: StationCard
  keyId: KeyId
  boot: BootId
  clock: Clock
  chance(): number
  network: Network
  signer: Signer
  offset: ClockOffset
  held: HeldManifest
  journal: Journal
  cache: AssetCache
  programme: StationProgramme
  player: Player
  outputs: readonly Output[]
  tap: Pick<LevelTap, 'listen' | 'take'>
  /** What is heard now. */
  heardAt(): number
  /** Place on air of a position, and position that is heard now. */
  air: Pick<AirClock, 'airOf' | 'heard'>
  /** Takes over what `held` holds. */
  accept(): void
  /** Forgets everything that was made of asset files other than these. */
  forgetOthers(digests: ReadonlySet<string>): Promise<void>
  /** Told when the disk holds nothing more that the manifest does not want. */
  cleared(): void
  /** Told when another asset is there. */
  arrived(): void
  record(happening: Happening): void
  log(message: string, facts?: Readonly<Record<string, unknown>>): void
  fatal(error: unknown): void
  tell(what: 'ready'): void
}>

export type Agent = Readonly<{
  eventHappened(): void
  statusChanged(): void
  /** A file is not on the disk any more as it was: it is fetched again. */
  assetsSpoiled(): void
  /** Version of the manifest whose unwanted files are gone from the disk; 0 before the first. */
  clearedFor(): number
  /** Lets the last events go, within a second. */
  stop(): Promise<void>
}>

/** Assets of everything that sounds within this time belong to being ready, ms. */
const READY_AHEAD_MS = 30 * 60_000
const LAST_PUSH_MS = 1_000

export function startAgent(parts: AgentParts): Agent {
  const { clock, network, journal, programme, offset, log } = parts
  const address = `${parts.card.url}/api/v1/stations/${encodeURIComponent(parts.card.station)}`
  const stop = new AbortController()
  const pullBell = createBell(clock)
  const assetBell = createBell(clock)
  const pushBell = createBell(clock)
  const statusBell = createBell(clock)
  const levelsBell = createBell(clock)
  // Whichever loop finds the network back wakes the others: a recall may be waiting.
  const wakes = new Map(
    ['pull', 'assets', 'push', 'status', 'levels'].map((name) => [name, createBell(clock)]),
  )
  const wakeAll = () => {
    for (const bell of wakes.values()) bell.ring()
  }
  let isReady = false

  const station = (about: string, type: 'manifest-refused' | 'asset-refused', reason: string) =>
    parts.record({ type, about, reason, amountMs: 0 })

  const pull = createPull({
    ...{ network, clock, chance: parts.chance, address, held: parts.held, bell: pullBell, log },
    accepted: async (manifest) => {
      log('manifest accepted', { version: manifest.version, blocks: manifest.blocks.length })
      parts.accept()
      assetBell.ring()
      statusBell.ring()
      tellReady()
    },
    refused: (version, reason) => station(`version ${version}`, 'manifest-refused', reason),
  })
  const assets = createAssets({
    ...{ clock, url: parts.card.url, cache: parts.cache, bell: assetBell, log },
    manifest: programme.manifest,
    arrived: () => {
      parts.arrived()
      parts.player.replan()
      tellReady()
    },
    forgetOthers: parts.forgetOthers,
    cleared: parts.cleared,
    refused: (digest, reason) => station(digest, 'asset-refused', reason),
  })
  const push = createPush({
    ...{ network, clock, address, journal, offset, bell: pushBell },
    refused: (seq, reason) => log('the server refuses our log', { seq, reason }),
  })
  const levels = createLevels({
    ...{ network, clock, address, signer: parts.signer, bell: levelsBell },
    listen: parts.tap.listen,
    take: () => levelsNow(parts),
  })
  const status = createStatus({
    ...{ network, clock, address, signer: parts.signer, offset, bell: statusBell },
    look: () => statusNow(parts, assets.wanted()),
    answered: async (answer) => {
      if (answer.version > parts.held.seen()) {
        wakes.get('pull')?.ring()
        pullBell.ring()
      }
      levels.setWatched(answer.watched ?? false)
      await push.serverKeeps(answer.keptSeq)
    },
  })

  /** Ready: there is a manifest, and the next half hour (or the next item) can sound. */
  function tellReady(): void {
    const manifest = programme.manifest()
    if (isReady || !manifest) return
    const now = parts.heardAt()
    const next = programme.next(now)
    const until = Math.max(now + airSampleOf(READY_AHEAD_MS), next?.startsAt ?? 0)
    if (programme.cues(now, until + 1).some(({ path }) => path === null)) return
    isReady = true
    parts.tell('ready')
  }
  tellReady()

  const rounds = { pull, assets: assets.once, push: push.once, status, levels: levels.once }
  const loops = Object.entries(rounds).map(([name, once]) =>
    keepDoing(
      {
        ...{ ...parts, name, signal: stop.signal, recovered: wakeAll },
        wake: wakes.get(name) ?? createBell(clock),
      },
      once,
    ),
  )
  void Promise.all(loops)

  return {
    eventHappened: pushBell.ring,
    statusChanged: statusBell.ring,
    assetsSpoiled: assetBell.ring,
    clearedFor: assets.clearedFor,
    stop: async () => {
      const waited = clock.monotonic() + LAST_PUSH_MS
      while (journal.keptSeq() < journal.head().seq && clock.monotonic() < waited)
        await new Promise<void>((resolve) => clock.after(50, resolve))
      stop.abort()
    },
  }
}

function statusNow(
  parts: AgentParts,
  assetsWanted: number,
): Omit<StationStatus, 'format' | 'count'> {
  const { journal, player, programme, outputs, clock } = parts
  const sounding = player.onAir()
  // A tune that lies under speech is not what is on air.
  const isBulletin = ({ cue }: OnAir) => programme.subjectOf(cue)?.kind === 'bulletin'
  const onAir = sounding.find(isBulletin) ?? sounding[0]
  const subject = onAir ? programme.subjectOf(onAir.cue) : null
  const next = programme.next(parts.heardAt())
  const logFault = journal.fault()?.slice(0, 300)
  return {
    station: parts.card.station,
    key: parts.keyId,
    boot: parts.boot,
    at: clock.now(),
    held: parts.held.seen(),
    lastSeq: journal.head().seq,
    unsent: Math.max(0, journal.head().seq - journal.keptSeq()) + journal.waiting(),
    ...(logFault ? { logFault } : {}),
    onAir:
      onAir && subject
        ? {
            item: subject.item,
            title: onAir.cue.title,
            kind: subject.kind,
            startedAt: onAir.sound.startedAt,
            endsAt: instantOf(endOfCue(onAir)),
          }
        : null,
    next: next
      ? {
          title: next.item.bulletin?.title ?? next.item.title,
          at: instantOf(next.startsAt),
        }
      : null,
    outputs: outputs.map((output) => ({
      name: output.name,
      kind: output.kind,
      state: output.state().kind,
      levelMillibels: player.levelOf(output.name),
      sentSamples: output.sent(),
      ...output.facts(),
      ...reasonOf(output.state()),
    })),
    assetsHeld: parts.cache.held().size,
    assetsWanted,
    clockOffsetMs: parts.offset.ms(),
  }
}

/** Where it ends as it really lies on air: what broke in lies later than it was planned. */
function endOfCue({ cue }: OnAir): number {
  return cue.startsAt + Math.min(cue.until?.sample ?? Infinity, cue.lengthSamples)
}

function levelsNow(parts: AgentParts): Omit<StationLevels, 'format' | 'count'> | null {
  const frames = parts.tap.take(parts.air.heard())
  if (!frames) return null
  return {
    station: parts.card.station,
    key: parts.keyId,
    boot: parts.boot,
    at: instantOf(parts.air.airOf(frames.position)),
    clockOffsetMs: parts.offset.ms(),
    outputs: frames.outputs.map(({ name, peak, rms }) => ({
      name,
      peak: [...peak],
      rms: [...rms],
    })),
  }
}

function reasonOf(state: OutputState): Readonly<{ reason?: string }> {
  return state.kind === 'lost' ? { reason: state.reason.slice(0, 300) } : {}
}
