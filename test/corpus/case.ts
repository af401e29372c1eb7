import type { MediaErrorCode } from '../../media/errors.ts'
import type { IngestWarning } from '../../media/sound.ts'
import type { Kit } from './kit.ts'

/** One awkward or hostile file: how it is made, and what must become of it. */
export type CorpusCase = Readonly<{
  /** Name of the file in the corpus. */
  file: string
  make: Make
  expect: Expected
}>

/** Its bytes, or what puts a file at the path. */
export type Make = Uint8Array | string | ((kit: Kit, path: string) => Promise<unknown>)

export type Expected = Accepted | Refused

/** With one of these codes; two where versions of ffmpeg differ. */
type Refused = Readonly<{ refused: readonly MediaErrorCode[] }>

type Accepted = Readonly<{
  /** Decoded length, ms. */
  ms: number
  /** In ms; what a codec's padding may add or lose. */
  within: number
  /** LUFS as it came; without it, the loudness means nothing. */
  lufs?: readonly [from: number, to: number]
  warnings: readonly IngestWarning[]
}>

/** Of the corpus's voice, which is at the house level of −16 LUFS. */
const VOICE_LUFS = [-18.5, -14.5] as const
const VOICE_MS = 3000

/** Accepted as the corpus's voice. @param within ms that a codec may add or lose */
export function voice(within = 80, ...warnings: readonly IngestWarning[]): Expected {
  return { ms: VOICE_MS, within, lufs: VOICE_LUFS, warnings }
}

/** Accepted with this length, whatever it sounds like. */
export function sound(ms: number, within: number, ...warnings: readonly IngestWarning[]): Expected {
  return { ms, within, warnings }
}

export function refused(...codes: readonly MediaErrorCode[]): Expected {
  return { refused: codes }
}
