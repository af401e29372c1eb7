import type { OutputKind } from './output.ts'

/** An output as it was asked for on the command line. */
export type OutputWish = Readonly<{ kind: OutputKind; name: string; target: string }>

/**
 * `DIR`, or `name=DIR`; without a name an output is called by its kind. A name is a word, so that
 * an `=` within a path or an address is not taken for one.
 */
export function parseOutputWish(kind: OutputKind, text: string): OutputWish {
  const named = /^([a-z0-9][a-z0-9-]{0,62})=(.*)$/i.exec(text)
  return named
    ? { kind, name: named[1] ?? kind, target: named[2] ?? '' }
    : { kind, name: kind, target: text }
}
