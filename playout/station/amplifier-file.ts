import { join } from 'node:path'
import { z } from 'zod'
import type { Outcome } from '../contract/outcome.ts'
import { parseText } from '../contract/wire.ts'
import { readIfThere } from '../sync/station-files.ts'

/**
 * A file in a station's own folder: what switches its amplifier on before something sounds and off
 * after it. It is written by whoever set the station up; no server can say what it holds.
 */
export const AMPLIFIER_FILE = 'amplifier.json'

const seconds = z.int().min(0).max(600)

/** A program with its arguments, run without a shell; or a line of GPIO, set through sysfs. */
const Act = z.union([
  z.strictObject({ run: z.array(z.string().min(1).max(500)).min(1).max(20) }),
  z.strictObject({
    gpio: z.int().min(0).max(10_000),
    value: z.union([z.literal(0), z.literal(1)]),
  }),
])
export type Act = Readonly<z.infer<typeof Act>>

const Amplifier = z.strictObject({
  /** In order; each so long before the first sound of a window. */
  before: z.array(z.object({ seconds, do: Act })).max(10),
  /** In order; each so long after the last. */
  after: z.array(z.object({ seconds, do: Act })).max(10),
  /** What is no further apart than this counts as one window. */
  gapSeconds: seconds.default(60),
  /** A command that takes longer is ended. */
  limitSeconds: z.int().min(1).max(60).default(10),
})
export type AmplifierSettings = Readonly<z.infer<typeof Amplifier>>

/** Null where the station has none; a refusal where nobody can tell what was meant. */
export async function readAmplifier(
  folder: string,
): Promise<Outcome<AmplifierSettings, 'malformed'> | null> {
  const text = await readIfThere(join(folder, AMPLIFIER_FILE))
  return text === null ? null : parseText(Amplifier, text)
}
