import type { Dialect } from './dialect.ts'
import type { SpokenLanguage } from './read-aloud.ts'

/** Something that turns one sentence into sound: text on its standard input, a WAV file back. */
export type Voice = Readonly<{
  id: string
  name: Readonly<{ vi: string; en: string }>
  language: SpokenLanguage
  /** The words for numbers that go with how it speaks. */
  dialect: Dialect
  origin: 'espeak' | 'configured'
  /** Absolute path, or a name to be found on PATH. Run without a shell. */
  command: string
  /**
   * `{speed}` becomes 1.25, `{percent}` 125, `{words}` 200 (a minute), `{length}` 0.80 (how much
   * longer than usual, as Piper wants it), `{out}` the file to write; without `{out}` the sound is
   * taken from standard output.
   */
  args: readonly string[]
  /** Without network and rights, and within 1.5 GB of memory; false for what asks a service. */
  confined: boolean
  timeLimitSeconds: number
}>

/** How fast, in percent of the voice's own pace. */
export const SPEEDS = { slowest: 50, usual: 100, fastest: 200 } as const

/** Words a minute at 100 %, for programs that count so: a newsreader's pace. */
const WORDS_A_MINUTE = 160

/** The arguments of one run. */
export function argumentsFor(args: readonly string[], percent: number, out: string): string[] {
  const speed = percent / 100
  const values: Readonly<Record<string, string>> = {
    ...{ speed: speed.toFixed(2), percent: String(percent), length: (1 / speed).toFixed(2) },
    ...{ words: String(Math.round(WORDS_A_MINUTE * speed)), out },
  }
  return args.map((arg) => arg.replaceAll(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole))
}
