import { SAMPLE_RATE, SAMPLES_PER_MS, sleep } from '../contract/time.ts'
import type { AirSample } from '../timeline/instance.ts'
import { type Span, whyNot } from './account.ts'
import type { AirEvent, Cue, Cut, OnAir } from './cue.ts'
import { createDelivery } from './delivery.ts'
import { CUT_FADE_SAMPLES } from './gain.ts'
import type { PlayerParts } from './player-parts.ts'
import { createRecent } from './recent.ts'
import { createTellings } from './tellings.ts'
import {
  endOf,
  follow,
  heardOf,
  noteSent,
  openVoice,
  render,
  renderCut,
  resultOf,
  shortfallOf,
  soundOf,
  takeBack,
  type Voice,
} from './voice.ts'

/**
 * The one PCM timeline. Nothing is ever "started" here: every item has its place, each tick renders
 * the next stretch of the timeline into every output, some lead ahead of the instant at which it is
 * heard, and what happens to fall into that stretch sounds, to the sample.
 */
export type Player = Readonly<{
  start(): void
  /** The programme may have changed: look again now. */
  replan(): void
  /** The programme may have changed, and it cannot wait for the next tick. */
  hurry(): void
  /** Cuts what sounds, as soon as it can be heard; what comes next is asked for anew. */
  cutNow(cut: Cut): void
  /** These outputs were stopped: what they were given and is not heard yet gives way to silence. */
  silence(outputs: ReadonlySet<string>): void
  onAir(): readonly OnAir[]
  /** True while there is something rendered that is still to be heard, be it silence. */
  isGoingOn(): boolean
  /** What sounds, is rendered and still to be heard, or was heard and is still to be told. */
  underWay(): readonly Cue[]
  levelOf(output: string): number
  /** Cuts what sounds, lets the outputs play out and closes them. */
  stop(reason: string): Promise<void>
}>

const LEAD_MS = 700
const TICK_MS = 100
/** While something urgent waits for its decoder. */
const URGENT_TICK_MS = 10
const FIRST_LEAD_SAMPLES = 0.2 * SAMPLE_RATE
/** Outputs that are being opened, and what is joined, are waited for at most so long, ms. */
const READY_WITHIN_MS = 300
/** Samples of lead gained per sample heard. */
const LEAD_GROWTH = 0.5
/** Decoders are opened this long before their sound is rendered. */
const AHEAD_SAMPLES = 8 * SAMPLE_RATE
/** A join in progress is decoded from this far ahead of what is being rendered. */
const JOIN_SAMPLES = 0.05 * SAMPLE_RATE
/** Behind by more than this, the missed stretch is given up, not rendered late. */
const STALL_SAMPLES = 2 * SAMPLE_RATE
/** A step of the wall clock beyond this does not wait for the item's end. */
const PATIENT_STEP_MS = 60_000
const PLAN_EVERY_SAMPLES = 0.25 * SAMPLE_RATE
/** What is due to be heard within this time cannot be taken back: outputs need some to send it. */
const COMMITTED_SAMPLES = 70 * SAMPLES_PER_MS
/** Something urgent begins when so much of it is there, or all. */
const URGENT_NEEDS_SAMPLES = 0.5 * SAMPLE_RATE

export function createPlayer(parts: PlayerParts): Player {
  const { clock, air, programme, report } = parts
  const lead = (parts.leadMs ?? LEAD_MS) * SAMPLES_PER_MS
  const delivery = createDelivery(parts.outputs, programme.stopped, parts.tap)
  const recent = createRecent()
  let voices: Voice[] = []
  let position = 0
  let startedAt = 0
  let plannedTo = -Infinity
  let cancel: (() => void) | null = null
  let toldStep = 0
  /** A step of the clock is to be taken over as soon as nothing sounds. */
  let isMoving = false
  let running = false
  /** Cues that had their turn; the programme may learn of it only when it has been heard. */
  const past: string[] = []
  const tellings = createTellings(report, delivery.account)

  /** Begins short, so that after a restart the rest of an item is soon heard, and grows to full. */
  const leadNow = () =>
    Math.min(lead, FIRST_LEAD_SAMPLES + Math.max(0, air.heard() - startedAt) * LEAD_GROWTH)

  const heardPlace = () => air.airOf(Math.floor(air.heard()))

  const tellWhenHeard = (place: AirSample, event: AirEvent, spans: readonly Span[]) => {
    const zero = air.airOf(0)
    tellings.add(
      place - zero,
      event,
      spans.map(({ from, to }) => ({ from: from - zero, to: to - zero })),
    )
  }

  function finish(voice: Voice, cut: Cut | null): void {
    voice.preparation.close()
    if (voice.state === 'sounding' || !cut) remember(voice.cue.id)
    if (voice.state === 'sounding') {
      const shown = { cue: voice.cue, sound: soundOf(voice), end: resultOf(voice) }
      tellWhenHeard(
        voice.lastAt,
        cut ? { type: 'interrupted', ...shown, cut } : { type: 'ended', ...shown },
        voice.spans,
      )
    } else if (voice.state === 'preparing' && !cut) {
      report({ type: 'unheard', cue: voice.cue, reason: whyUnheard(voice) })
    }
    voice.state = 'over'
  }

  function remember(id: string): void {
    past.push(id)
    if (past.length > 200) past.shift()
  }

  function whyUnheard(voice: Voice): string {
    if (voice.starved > 0) return 'decoder-late'
    const span = { from: voice.cue.startsAt - air.airOf(0), to: endOf(voice) - air.airOf(0) }
    return whyNot(delivery.account.of([span], voice.cue.outputs, true)?.handed ?? [])
  }

  function plan(from: AirSample): void {
    plannedTo = from + PLAN_EVERY_SAMPLES
    const cues = new Map(programme.cues(from, from + AHEAD_SAMPLES).map((cue) => [cue.id, cue]))
    for (const voice of voices) {
      const cue = cues.get(voice.cue.id)
      if (cue) follow(voice, cue, from)
      else if (voice.state === 'preparing') finish(voice, { reason: 'replanned', recalled: false })
    }
    voices = voices.filter((voice) => voice.state !== 'over')
    for (const cue of cues.values())
      if (!voices.some((voice) => voice.cue.id === cue.id)) admit(cue, from)
    voices.sort((a, b) => a.cue.startsAt - b.cue.startsAt)
  }

  function admit(cue: Cue, from: AirSample): void {
    if (cue.path === null || past.includes(cue.id)) return
    const late = cue.urgent ? 0 : from - cue.startsAt
    const fromSample = late > 0 ? late + JOIN_SAMPLES : 0
    if (fromSample >= Math.min(cue.lengthSamples, cue.until?.sample ?? Infinity)) return
    const voice: Voice = openVoice({ ...cue, path: cue.path }, fromSample, parts.open, () => {
      const state = voice.preparation.state()
      if (voice.state === 'over') return
      if (voice.preparation.decodedTo() <= fromSample) {
        voice.state = 'over'
        remember(cue.id)
        const reason = state.kind === 'broken' ? state.reason : 'no sound in the file'
        report({ type: 'unplayable', cue: voice.cue, reason, fromSample })
      } else report({ type: 'measured', cue: voice.cue, samples: voice.preparation.decodedTo() })
      plannedTo = -Infinity
    })
    voices.push(voice)
  }

  function renderStretch(from: AirSample, length: number): void {
    const volume = parts.volume?.() ?? 0
    // While a step of the clock waits for the item's end, nothing new begins.
    const held = isMoving
    const pieces = voices.flatMap((voice) => {
      if (voice.state === 'over' || (held && voice.state === 'preparing')) return []
      if (voice.cue.urgent) return []
      const cut = voice.state === 'sounding' ? programme.cutOf(voice.cue, from) : null
      const piece = cut
        ? renderCut(voice, from, length, volume)
        : render(voice, from, length, volume)
      return piece || cut ? [{ voice, cut, piece }] : []
    })
    const sounds = pieces.flatMap(({ voice, piece }) =>
      piece ? [{ at: piece.at, pcm: piece.pcm, outputs: voice.cue.outputs, voice, piece }] : [],
    )
    const takers = delivery.deliver(position, length, sounds)
    recent.add(position, length, sounds)
    for (const { voice, piece } of sounds) {
      const to = takers.filter((name) => voice.cue.outputs?.includes(name) ?? true)
      if (noteSent(voice, from, piece, to)) {
        const sound = soundOf(voice)
        tellWhenHeard(voice.begunAt, { type: 'started', cue: voice.cue, sound }, [])
        delivery.announce(voice.cue.title, voice.cue.outputs)
      }
    }
    for (const { voice, cut } of pieces) if (cut) finish(voice, cut)
    for (const voice of voices)
      if (voice.state !== 'over' && !voice.cue.urgent && endOf(voice) <= from + length)
        finish(voice, shortfallOf(voice))
  }

  /** Nothing is sounding at the head of the timeline, so it may be moved. */
  const betweenItems = () => !voices.some((voice) => voice.state === 'sounding')

  function followClock(): void {
    const step = air.check()
    const amountMs = step - toldStep
    toldStep = step
    if (amountMs !== 0) parts.steps?.stepped(amountMs)
    isMoving = step !== 0 && (parts.steps?.mayFollow() ?? true)
    if (amountMs !== 0) {
      const when = Math.abs(step) > PATIENT_STEP_MS ? 'at once' : 'between items'
      report({
        type: 'clock-step',
        amountMs,
        reason: isMoving || step === 0 ? when : 'not followed',
      })
    }
    if (!isMoving) return
    if (Math.abs(step) > PATIENT_STEP_MS) abandon({ reason: 'clock-step', recalled: false }, true)
    if (!betweenItems()) return
    air.reanchor()
    parts.steps?.followed()
    toldStep = 0
    isMoving = false
    // What was prepared belongs to other places now.
    for (const voice of voices) finish(voice, { reason: 'clock-step', recalled: false })
    voices = []
    plannedTo = -Infinity
  }

  /** Ends everything that sounds, with a fade when there is still time for one. */
  function abandon(cut: Cut, fade: boolean): void {
    const from = air.airOf(position)
    const length = CUT_FADE_SAMPLES
    if (fade && !betweenItems()) {
      const sounds = voices.flatMap((voice) => {
        const piece =
          voice.state === 'sounding' ? renderCut(voice, from, length, parts.volume?.() ?? 0) : null
        return piece
          ? [{ at: piece.at, pcm: piece.pcm, outputs: voice.cue.outputs, voice, piece }]
          : []
      })
      const takers = delivery.deliver(position, length, sounds)
      for (const { voice, piece } of sounds)
        noteSent(
          voice,
          from,
          piece,
          takers.filter((name) => voice.cue.outputs?.includes(name) ?? true),
        )
      position += length
    }
    for (const voice of voices) finish(voice, cut)
    voices = []
    plannedTo = -Infinity
  }

  /**
   * Goes back to the first place that can still be changed and ends everything there, also what
   * was rendered beyond and not heard. The rest of the timeline is rendered anew.
   */
  function cutNow(cut: Cut): void {
    const back = Math.min(position, Math.floor(air.heard()) + COMMITTED_SAMPLES)
    const faded = recent.fadeFrom(back)
    const place = air.airOf(back) + CUT_FADE_SAMPLES
    delivery.retract(back)
    recent.trim(air.heard(), back)
    position = back
    delivery.deliver(position, CUT_FADE_SAMPLES, faded)
    position += CUT_FADE_SAMPLES
    for (const id of tellings.takeBack(place - air.airOf(0), cut)) forget(id)
    for (const voice of voices) {
      if (voice.cue.urgent && voice.state === 'preparing') continue
      if (voice.state === 'sounding') takeBack(voice, place)
      if (voice.state === 'sounding' && voice.sent === 0) {
        forget(voice.cue.id)
        voice.state = 'preparing'
      }
      finish(voice, cut)
    }
    voices = voices.filter((voice) => voice.state !== 'over')
    plannedTo = -Infinity
  }

  /** Nobody heard any of it: it is as if it had never begun. */
  function forget(id: string): void {
    tellings.forget(id)
    if (past.includes(id)) past.splice(past.indexOf(id), 1)
  }

  /** Lets something urgent that is ready break in. */
  function breakIn(): void {
    const urgent = voices.find(({ cue, state }) => cue.urgent && state === 'preparing')
    if (!urgent || isMoving) return
    const { preparation } = urgent
    const ready =
      preparation.decodedTo() >= URGENT_NEEDS_SAMPLES || preparation.state().kind !== 'decoding'
    if (!ready) return
    cutNow({ reason: 'emergency', recalled: false })
    const startsAt = air.airOf(position)
    const { urgent: _, ...cue } = urgent.cue
    urgent.cue = { ...cue, startsAt }
    report({ type: 'placed', cue: urgent.cue, startsAt })
  }

  function tick(): void {
    followClock()
    if (plannedTo === -Infinity) plan(air.airOf(position))
    breakIn()
    const target = Math.floor(air.heard() + leadNow())
    const behind = target - position
    if (behind > STALL_SAMPLES + TICK_MS * SAMPLES_PER_MS) {
      abandon({ reason: 'stalled', recalled: false }, false)
      report({ type: 'stalled', amountMs: Math.round(behind / SAMPLES_PER_MS) })
      position = target - TICK_MS * SAMPLES_PER_MS
    }
    // Every stretch has room for a whole fade; what is left over waits for the next tick.
    while (target - position >= CUT_FADE_SAMPLES) {
      const from = air.airOf(position)
      if (from >= plannedTo) plan(from)
      const rest = target - position
      const whole = TICK_MS * SAMPLES_PER_MS
      const length = rest < whole + CUT_FADE_SAMPLES ? rest : whole
      renderStretch(from, length)
      voices = voices.filter((voice) => voice.state !== 'over')
      position += length
    }
    recent.trim(air.heard(), Infinity)
    tellings.tell(air.heard())
  }

  /** Everything that is to sound first can sound. */
  const isReady = () =>
    parts.outputs.every((output) => output.state().kind === 'ok') &&
    voices.every(({ cue, preparation }) => {
      const into = air.airOf(air.heard()) - cue.startsAt + FIRST_LEAD_SAMPLES
      return into < 0 || preparation.state().kind !== 'decoding' || preparation.decodedTo() > into
    })

  /** What is rendered while no output is there yet would be lost, and so would what is decoded late. */
  function begin(until: number): void {
    position = Math.floor(air.heard())
    startedAt = position
    if (plannedTo === -Infinity) plan(air.airOf(position))
    if (isReady() || clock.monotonic() >= until) loop()
    else cancel = clock.after(URGENT_TICK_MS, () => begin(until))
  }

  function loop(): void {
    running = true
    const waits = voices.some(({ cue, state }) => cue.urgent && state === 'preparing')
    cancel = clock.after(waits ? URGENT_TICK_MS : TICK_MS, loop)
    try {
      tick()
    } catch (error) {
      cancel()
      parts.fatal(error)
    }
  }

  return {
    start: () => begin(clock.monotonic() + READY_WITHIN_MS),
    replan: () => {
      plannedTo = -Infinity
    },
    hurry: () => {
      plannedTo = -Infinity
      if (!running) return
      cancel?.()
      loop()
    },
    cutNow,
    silence: (outputs) => {
      const from = Math.floor(air.heard()) + COMMITTED_SAMPLES
      if (position - from < CUT_FADE_SAMPLES) return
      delivery.silence(outputs, from, position, recent.fadeFrom(from))
    },
    isGoingOn: () => position > air.heard(),
    onAir: () =>
      voices
        .filter((voice) => voice.state === 'sounding')
        .map((voice) => ({
          cue: voice.cue,
          sound: soundOf(voice),
          end: heardOf(voice, heardPlace()),
        })),
    underWay: () => [
      ...voices.flatMap((voice) => (voice.state === 'sounding' ? [voice.cue] : [])),
      ...tellings.cues(),
    ],
    levelOf: delivery.levelOf,
    stop: async (reason) => {
      cancel?.()
      abandon({ reason, recalled: false }, true)
      await sleep(clock, Math.max(0, (position - air.heard()) / SAMPLES_PER_MS))
      await Promise.all(parts.outputs.map((output) => output.close()))
      tellings.tell(Infinity)
    },
  }
}
