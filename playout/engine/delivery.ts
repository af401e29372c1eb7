import type { Output } from '../output/output.ts'
import { type Account, createAccount } from './account.ts'
import { addTo, CUT_FADE_SAMPLES } from './gain.ts'
import { createMeter, energyOf } from './level.ts'
import type { LevelTap } from './level-tap.ts'

/** A piece of sound in the stretch that is rendered, and who is to hear it (null: all). */
export type Sound = Readonly<{ at: number; pcm: Int16Array; outputs: readonly string[] | null }>

const NONE: ReadonlySet<string> = new Set()

/** Hands each stretch of the timeline to every output, and meters what each was given. */
export function createDelivery(
  outputs: readonly Output[],
  stopped: () => ReadonlySet<string> = () => NONE,
  tap?: Pick<LevelTap, 'begin' | 'note' | 'retract'>,
): Readonly<{
  /** Returns the names of the outputs that took the stretch. */
  deliver(position: number, length: number, sounds: readonly Sound[]): readonly string[]
  retract(position: number): void
  /**
   * Gives some outputs silence in place of what they were given from a place on.
   * @param fade what is heard of that before, from the place on
   */
  silence(names: ReadonlySet<string>, from: number, to: number, fade: readonly Sound[]): void
  announce(title: string, to: readonly string[] | null): void
  /** What an output was given lately, in 0.01 dBFS. */
  levelOf(name: string): number
  /** What became of it. */
  account: Account
}> {
  const account = createAccount(outputs)
  const meters = new Map(outputs.map((output) => [output.name, createMeter()]))
  let silence = new Int16Array(0)

  return {
    deliver: (position, length, sounds) => {
      if (silence.length !== length) silence = new Int16Array(length)
      const common = mix(
        sounds.filter((sound) => sound.outputs === null),
        silence,
      )
      const commonEnergy = common === silence ? 0 : energyOf(common)
      const silenced = stopped()
      tap?.begin(position)
      return outputs.flatMap((output) => {
        if (silenced.has(output.name)) {
          meters.get(output.name)?.add(0, length)
          output.write(silence, position)
          if (sounds.length > 0)
            account.refused(output.name, position, position + length, 'stopped')
          return []
        }
        const own = sounds.filter((sound) => sound.outputs?.includes(output.name))
        const pcm = own.length === 0 ? common : mix(own, common)
        const energy = own.length === 0 ? commonEnergy : energyOf(pcm)
        meters.get(output.name)?.add(energy, length)
        if (!output.write(pcm, position)) {
          const state = output.state()
          const why = state.kind === 'lost' ? state.reason : 'it takes no more'
          if (sounds.length > 0) account.refused(output.name, position, position + length, why)
          return []
        }
        if (pcm !== silence) tap?.note(output.name, pcm, position)
        return [output.name]
      })
    },
    retract: (position) => {
      for (const output of outputs) output.retract(position)
      account.retract(position)
      tap?.retract(position)
    },
    silence: (names, from, to, fade) => {
      for (const output of outputs) {
        if (!names.has(output.name)) continue
        output.retract(from)
        tap?.retract(from, output.name)
        const heard = fade.filter((sound) => sound.outputs?.includes(output.name) ?? true)
        output.write(mix(heard, new Int16Array(to - from)), from)
        account.retract(from, output.name)
        account.refused(output.name, from + CUT_FADE_SAMPLES, to, 'stopped')
      }
    },
    announce: (title, to) => {
      for (const output of outputs) if (to?.includes(output.name) ?? true) output.announce(title)
    },
    account,
    levelOf: (name) => meters.get(name)?.level() ?? createMeter().level(),
  }
}

/** What is alone is placed as it is; what is there already is added to. */
function mix(sounds: readonly Sound[], under: Int16Array): Int16Array {
  if (sounds.length === 0) return under
  const mixed = under.slice()
  for (const [index, { pcm, at }] of sounds.entries())
    if (
      sounds
        .slice(0, index)
        .some((other) => other.at < at + pcm.length && at < other.at + other.pcm.length)
    )
      addTo(mixed, pcm, at)
    else mixed.set(pcm, at)
  return mixed
}
