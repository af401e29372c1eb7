import { basename, join } from 'node:path'
import type { Happening } from '../contract/event.ts'
import type { BootId, StationId } from '../contract/ids.ts'
import { type KeyPair, keyIdOf, signerOf } from '../contract/signature.ts'
import { type Clock, SAMPLES_PER_MS } from '../contract/time.ts'
import { createAirClock } from '../engine/air-clock.ts'
import { openDecodedStore } from '../engine/decoded-store.ts'
import { createLevelTap } from '../engine/level-tap.ts'
import { createPlayer } from '../engine/player.ts'
import type { Decoder } from '../engine/sound.ts'
import { openJournal } from '../journal/journal.ts'
import { readProgress } from '../journal/progress.ts'
import { interruptionOf, unfinishedIn } from '../journal/unfinished.ts'
import { openLiveSource } from '../live/live-source.ts'
import { type OutputTools, openOutputs } from '../output/open-outputs.ts'
import type { OutputState } from '../output/output.ts'
import type { OutputWish } from '../output/output-wish.ts'
import { openAssetCache } from '../sync/asset-cache.ts'
import { soonNeeded, stationRendition } from '../sync/asset-plan.ts'
import { createClockOffset } from '../sync/clock-offset.ts'
import { openHeldManifest } from '../sync/held-manifest.ts'
import type { Network } from '../sync/network.ts'
import type { StationCard } from '../sync/station-files.ts'
import { instantOf } from '../timeline/instance.ts'
import { startAgent } from './agent.ts'
import { keepAmplifier } from './amplifier.ts'
import { AMPLIFIER_FILE, readAmplifier } from './amplifier-file.ts'
import { createClockTrust } from './clock-trust.ts'
import { createClockWord } from './clock-word.ts'
import { confirmedDecoder } from './confirmed-decoder.ts'
import { readClock } from './event-clock.ts'
import { forgetBefore, type History, noteEvent } from './history.ts'
import { createPassed } from './passed.ts'
import { openRecallNotes } from './recall-notes.ts'
import { happeningOf, keepProgress, recallOf, recallOfHeard } from './recorder.ts'
import { createRelayParts, unfinishedRelay } from './relay-parts.ts'
import { createStationProgramme, spanOf } from './station-programme.ts'
import { createStops } from './stops.ts'
import { sureTimeOf } from './sure-time.ts'
import { createSuspension } from './suspension.ts'

/**
 * A station's player, put together: log, manifest, assets, engine and the agent that speaks with
 * the server. Everything that it needs of the outside world is handed in.
 */
export type StationParts = Readonly<{
  folder: string
  card: StationCard
  key: KeyPair
  boot: BootId
  clock: Clock
  chance(): number
  network: Network
  tools: OutputTools
  decoder: Decoder
  outputs: readonly OutputWish[]
  log(message: string, facts?: Readonly<Record<string, unknown>>): void
  fatal(error: unknown): void
  /**
   * Told when it is up, when it has a manifest and the assets of what comes next, and every second
   * in which sound was rendered.
   */
  tell(what: 'up' | 'ready' | 'beat'): void
  /** Why the player before this one on the same folder was ended; empty when nobody ended it. */
  restartReason?: string
  leadMs?: number
  /** Time since the machine was booted, ms, sleep included. */
  uptimeMs(): number
}>

export type Station = Readonly<{
  /** Ends everything: what sounds is cut and logged, the outputs closed, the log sent if it can be. */
  stop(): Promise<void>
}>

const KEEP_HISTORY_MS = 3 * 86_400_000
const LOOK_MS = 1_000
/** What sounds within this time is decoded ahead, and is looked through this often, ms. */
const DECODE_AHEAD_MS = 26 * 3_600_000
const DECODE_EVERY_MS = 3_600_000

export async function startStation(parts: StationParts): Promise<Station> {
  const { folder, card, clock, boot, log } = parts
  const station = card.station as StationId
  const signer = await signerOf(parts.key)
  const offset = createClockOffset()
  const held = await openHeldManifest(folder, card.rootKey, station, clock.now())
  const journal = await openJournal({
    folder: join(folder, 'journal'),
    station,
    signer,
    clock,
    reading: () => readClock(clock, boot, offset),
    checkpoint: () => held.manifest()?.checkpoint ?? null,
  })
  const history: History = new Map()
  for (const { event } of journal.recent) noteEvent(history, event)
  const recent = journal.recent.map(({ event }) => event)
  const notes = await openRecallNotes(join(folder, 'recalls.json'), recent)
  const spoiled = (digest: string, reason: string) => {
    void record({ type: 'asset-refused', about: digest, reason, amountMs: 0 })
    agent?.assetsSpoiled()
  }
  const cache = await openAssetCache(join(folder, 'assets'), parts.network, clock, spoiled)
  const decoded = await openDecodedStore({
    folder: join(folder, 'pcm'),
    decoder: confirmedDecoder(parts.decoder, cache),
    // Assets are named by their content, and were checked against that name.
    keyOf: async (path) => basename(path),
    damaged: (path) => log('decoded sound was damaged on the disk', { asset: basename(path) }),
  })
  /** Has what sounds within a day decoded before it is due. */
  const decodeAhead = () => {
    const manifest = programme.manifest()
    if (!manifest) return Promise.resolve()
    const needed = soonNeeded(manifest, instantOf(heardAt()), DECODE_AHEAD_MS).map(
      ({ digest }) => digest,
    )
    // What was decoded before the last fall stays while its asset is still being checked.
    return decoded.want(
      needed.flatMap((digest) => cache.pathOf(digest) ?? []),
      needed,
    )
  }
  const stops = createStops(
    folder,
    recent,
    parts.outputs.map(({ name }) => name),
  )
  const sleptMs = createSuspension(clock, parts.uptimeMs)
  /** How long the machine slept before the clock was last found set. */
  let slept = 0
  const clockWord = createClockWord(folder, clock, parts.uptimeMs)
  await clockWord.look()
  const air = createAirClock(clock)
  const trust = createClockTrust({
    ...{ clock, offset, uptimeMs: parts.uptimeMs, word: clockWord.current },
    sureSince: sureTimeOf(recent),
  })
  const passed = createPassed(trust, air)
  const pathOf = (asset: string) => {
    const named = programme.manifest()?.assets.find(({ id }) => id === asset)
    const rendition = named ? stationRendition(named) : null
    return rendition ? cache.pathOf(rendition.digest) : null
  }
  const programme = createStationProgramme({
    history,
    stops,
    relay: {
      cues: (from, to, free) => relay.cues(from, to, free),
      isLive: (cue) => relay.isLive(cue),
      cutOf: (cue) => relay.cutOf(cue),
      place: (instance) => relay.place(instance),
      overrunOf: (block, index) => relay.overrunOf(block, index),
    },
    mayBegin: trust.mayBegin,
    since: Math.max(card.enrolledAt, clock.now() - KEEP_HISTORY_MS),
    runningSince: () => air.airOf(0),
    passed,
    pathOf,
    isUnderWay: (item) => player.underWay().some((cue) => programme.subjectOf(cue)?.item === item),
  })

  const record = (happening: Parameters<typeof journal.append>[0]) => {
    programme.note(happening)
    log(`event ${happening.type}`, shownFacts(happening))
    const written = journal.append(happening)
    agent?.eventHappened()
    written.then(() => agent?.eventHappened()).catch(parts.fatal)
    return written
  }

  let agent: ReturnType<typeof startAgent> | null = null
  const progressPath = join(folder, 'progress.json')
  const progress = await readProgress(progressPath)
  for (const started of unfinishedIn(recent)) void record(interruptionOf(started, progress))
  void record({ type: 'boot', about: boot, reason: parts.restartReason ?? '', amountMs: 0 })

  const watch = (name: string, state: OutputState) => {
    const type = state.kind === 'ok' ? 'output-back' : 'output-lost'
    const reason = state.kind === 'ok' ? '' : state.reason.slice(0, 300)
    void record({ type, about: name, reason, amountMs: 0 })
  }
  const time = {
    wall: air.wall,
    wallOf: (position: number) => air.airOf(position) / SAMPLES_PER_MS,
    due: air.heard,
  }
  const heardAt = () => air.airOf(Math.floor(air.heard()))
  const relay = createRelayParts({
    manifest: programme.manifest,
    ways: programme.ways,
    pathOf,
    ladder: {
      clock,
      heardAt,
      openFiller: decoded.open,
      openSource: (name, address) => openLiveSource(name, address, parts.tools, clock),
    },
    record: (happening) => void record(happening),
    settled: () => {
      programme.settled()
      player.hurry()
    },
  })
  const carried = unfinishedRelay(recent, progress)
  if (carried) void record(carried)
  const outputs = await openOutputs(parts.outputs, parts.tools, time, clock, watch)
  const tap = createLevelTap(outputs.map(({ name }) => name))
  const player = createPlayer({
    clock,
    air,
    outputs,
    tap,
    open: (path, ...stretch) => (path.startsWith('live:') ? relay : decoded).open(path, ...stretch),
    programme,
    ...(parts.leadMs === undefined ? {} : { leadMs: parts.leadMs }),
    steps: {
      stepped: (ms) => {
        slept = sleptMs()
        trust.stepped(ms - slept, slept)
      },
      mayFollow: trust.mayFollow,
      followed: () => {
        trust.followed()
        passed.leapt()
      },
    },
    volume: () => programme.manifest()?.volumeMillibels ?? 0,
    fatal: parts.fatal,
    report: (told) => {
      let event = told
      if (event.type === 'clock-step' && slept > 0) event = { ...event, reason: 'suspended' }
      if (event.type === 'placed') programme.placed(event.cue, event.startsAt)
      const isLive = 'cue' in event && relay.isLive(event.cue)
      for (const happening of isLive
        ? [relay.happeningOf(event)]
        : [happeningOf(event, programme.subjectOf), recallOf(event, programme.subjectOf)])
        if (happening) void record(happening)
      player.replan()
      sayRecallsApplied()
      agent?.statusChanged()
    },
  })

  /** Once nothing of a recalled version sounds, is planned or lies on the disk, that is signed. */
  const sayRecallsApplied = () => {
    const manifest = programme.manifest()
    if (!manifest || agent?.clearedFor() !== manifest.version) return
    const versions = player.underWay().map((cue) => programme.subjectOf(cue)?.version)
    for (const { version, reason } of notes.unsaid(manifest.recalls, new Set(versions)))
      void record({
        type: 'recall-applied',
        about: version,
        reason: reason.slice(0, 300),
        amountMs: 0,
      })
        .then(() => notes.keep(manifest.recalls))
        // The log has it for days; the next time it is written down with everything else.
        .catch((error: Error) => log('recalls cannot be written', { reason: error.message }))
  }

  const accept = () => {
    const manifest = held.manifest()
    if (!manifest) return
    const recalled = recallOfHeard(manifest, player.underWay(), heardAt(), programme.subjectOf)
    // What is rendered ahead would sound on for a second.
    if (recalled) player.cutNow({ reason: recalled, recalled: true })
    for (const happening of programme.swap(manifest, heardAt())) void record(happening)
    obey(stops.take(manifest.stops ?? []))
    player.hurry()
  }
  /** Logs what somebody ordered, and is silent at once when that is what it was. */
  const obey = (happenings: readonly Happening[]) => {
    if (happenings.length === 0) return
    for (const happening of happenings) void record(happening)
    if (stops.isSilent()) programme.silenced(heardAt())
    if (stops.isSilent() && player.onAir().length > 0)
      player.cutNow({ reason: 'stopped', recalled: false })
    else player.silence(stops.outputs())
    player.hurry()
    agent?.statusChanged()
  }
  const lookForStop = () =>
    stops.look().then(obey, (error: Error) => log('cannot read', { reason: error.message }))
  obey(await stops.look(held.manifest()?.stops ?? []))
  accept()
  player.start()
  const stopWatching = stops.watchFile(() => void lookForStop())
  let progressFault: string | null = null
  const stopProgress = keepProgress(progressPath, clock, player.onAir, (fault) => {
    if (fault !== null && progressFault === null)
      log('progress cannot be written', { reason: fault })
    progressFault = fault
  })
  let stopped = false
  let cancelLook = () => {}
  const look = () => {
    if (stopped) return
    for (const happening of trust.changes()) void record(happening)
    passed.look()
    for (const happening of programme.misses(heardAt())) void record(happening)
    forgetBefore(history, trust.surely(instantOf(heardAt())) - KEEP_HISTORY_MS)
    sayRecallsApplied()
    void lookForStop()
    void clockWord.look().catch((error: Error) => log('cannot read', { reason: error.message }))
    if (player.isGoingOn()) parts.tell('beat')
    cancelLook = clock.after(LOOK_MS, look)
  }
  look()
  const amplifier = await readAmplifier(folder)
  // An amplifier that nobody can switch on is no reason not to sound, but one to say so.
  if (amplifier?.ok === false) {
    const reason = `${amplifier.params.where}: ${amplifier.params.problem}`.slice(0, 300)
    void record({ type: 'amplifier', about: AMPLIFIER_FILE, reason, amountMs: 0 })
  }
  const leaveAmplifier = amplifier?.ok
    ? await keepAmplifier({
        ...{ settings: amplifier.value, folder, clock, heardAt, log },
        spans: (from, to) => [
          ...programme.spans(from, to),
          ...player.onAir().map(({ cue }) => spanOf(cue)),
        ],
        record: (happening) => void record(happening),
      })
    : () => {}
  const keepDecoding = () => {
    if (stopped) return
    decodeAhead().catch((error: Error) => log('cannot decode ahead', { reason: error.message }))
    cancelDecoding = clock.after(DECODE_EVERY_MS, keepDecoding)
  }
  let cancelDecoding = () => {}
  keepDecoding()
  agent = startAgent({
    ...parts,
    keyId: keyIdOf(signer.publicKey),
    signer,
    offset,
    held,
    journal,
    cache,
    programme,
    player,
    outputs,
    tap,
    air,
    heardAt,
    accept,
    arrived: () => {
      void decodeAhead().catch(() => {})
      player.hurry()
    },
    forgetOthers: decodeAhead,
    cleared: sayRecallsApplied,
    record: (happening) => void record(happening),
  })
  parts.tell('up')

  return {
    stop: async () => {
      stopped = true
      cancelLook()
      cancelDecoding()
      stopWatching()
      leaveAmplifier()
      decoded.close()
      await player.stop('shutdown')
      stopProgress()
      await record({ type: 'shutdown', about: boot, reason: '', amountMs: 0 })
      await agent?.stop()
      await journal.close()
    },
  }
}

/** What a log line says of an event. */
function shownFacts(happening: object): Readonly<Record<string, unknown>> {
  const wanted = ['title', 'airing', 'about', 'reason', 'samplesSent', 'fromSample', 'amountMs']
  return Object.fromEntries(Object.entries(happening).filter(([name]) => wanted.includes(name)))
}
