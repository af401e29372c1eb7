import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from '../../media/store/durable.ts'
import type { Happening } from '../contract/event.ts'
import type { Clock } from '../contract/time.ts'
import { type AirSample, airSampleOf } from '../timeline/instance.ts'
import { actText, perform } from './act.ts'
import type { AmplifierSettings } from './amplifier-file.ts'

/** A stretch of air in which something sounds. */
export type Span = Readonly<{ from: AirSample; to: AirSample }>

export type AmplifierParts = Readonly<{
  settings: AmplifierSettings
  folder: string
  clock: Clock
  heardAt(): AirSample
  /** What sounds or is to sound between two places; nothing while somebody has said stop. */
  spans(from: AirSample, to: AirSample): readonly Span[]
  record(happening: Happening): void
  log(message: string, facts: Readonly<Record<string, unknown>>): void
  gpio?: string
}>

const LOOK_MS = 200

/**
 * Switches the amplifier on before something sounds and off after it, by what the station's own file
 * says. What comes without notice (an emergency, a power cut in mid-window) has it switched on at
 * once. Every act is logged with what came of it; the sound waits for none.
 *
 * @returns ends it; what is on stays on, since what sounds may go on in another process
 */
export async function keepAmplifier(parts: AmplifierParts): Promise<() => void> {
  const { settings, clock } = parts
  const mark = join(parts.folder, 'amplifier-on')
  const before = settings.before.toSorted((a, b) => b.seconds - a.seconds)
  const after = settings.after.toSorted((a, b) => a.seconds - b.seconds)
  const gap = airSampleOf(settings.gapSeconds * 1_000)
  const longest = (acts: AmplifierSettings['before']) =>
    airSampleOf(Math.max(0, ...acts.map(({ seconds }) => seconds)) * 1_000)
  let stopped = false
  let cancel = () => {}
  /** Something was done to switch it on since it was last switched off. */
  let isOn = await wasOn(mark)
  /** How many of the acts before and after a window are done. What power cuts undo is done anew. */
  let done = { before: 0, after: 0 }
  /** Until when something sounded or was to sound, as far as is known. */
  let lastEnd = parts.heardAt()

  async function act(which: 'before' | 'after', { do: what }: AmplifierSettings['before'][number]) {
    const began = clock.monotonic()
    const outcome = await perform(what, settings.limitSeconds * 1_000, clock, parts.gpio)
    parts.record({
      type: 'amplifier',
      about: `${which}: ${actText(what)}`.slice(0, 300),
      reason: outcome.slice(0, 300),
      amountMs: Math.round(clock.monotonic() - began),
    })
  }

  async function look(): Promise<void> {
    const now = parts.heardAt()
    const window = windowAt(now)
    if (window) {
      lastEnd = window.to
      done.after = 0
      if (done.before < before.length && !isOn) await note(true)
      for (const one of before.slice(done.before)) {
        if (now < window.from - airSampleOf(one.seconds * 1_000)) return
        done.before++
        await act('before', one)
      }
      return
    }
    // What was to sound may have been taken out of the plan.
    lastEnd = Math.min(lastEnd, now)
    if (!isOn) return
    for (const one of after.slice(done.after)) {
      if (now < lastEnd + airSampleOf(one.seconds * 1_000)) return
      done.after++
      await act('after', one)
    }
    done = { before: 0, after: 0 }
    await note(false)
  }

  /** The window that is on, or whose time to be switched on has come, without its gaps. */
  function windowAt(now: AirSample): Span | null {
    const lead = longest(before)
    const spans = parts
      .spans(now, now + lead + gap)
      .filter(({ from }) => from - lead <= now)
      .toSorted((a, b) => a.from - b.from)
    const first = spans[0]
    if (first) return { from: first.from, to: Math.max(...spans.map(({ to }) => to)) }
    // Between two that are close it stays on.
    const goesOn = isOn && parts.spans(now, lastEnd + gap).length > 0
    return goesOn ? { from: now, to: lastEnd } : null
  }

  async function note(next: boolean): Promise<void> {
    isOn = next
    try {
      await writeDurably(mark, [Buffer.from(next ? 'on' : 'off')])
    } catch (error) {
      parts.log('the state of the amplifier cannot be written', {
        reason: (error as Error).message,
      })
    }
  }

  const loop = () => {
    if (stopped) return
    void look().finally(() => {
      cancel = clock.after(LOOK_MS, loop)
      if (stopped) cancel()
    })
  }
  loop()
  return () => {
    stopped = true
    cancel()
  }
}

/** Whether the last one on this folder left it on. */
async function wasOn(mark: string): Promise<boolean> {
  return (await readFile(mark, 'utf8').catch(() => '')) === 'on'
}
