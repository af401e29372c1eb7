import { type Missed, withMissed } from '../output/fate.ts'
import type { Output } from '../output/output.ts'

/** A stretch of the timeline. */
export type Span = Readonly<{ from: number; to: number }>

/** How much of a sound one output gave its listeners, and why not all of it. */
export type Handed = Readonly<{ name: string; samples: number; why?: string }>

/** What became of a sound: what was heard from any output at all, and from each. */
export type Became = Readonly<{ heard: readonly Span[]; handed: readonly Handed[] }>

/**
 * What became of the sound that outputs were given: what each refused, and what it took and lost.
 * An airing is written down from this, not from what was handed over.
 */
export type Account = Readonly<{
  /** An output did not take a stretch. */
  refused(output: string, from: number, to: number, why: string): void
  retract(position: number, output?: string): void
  /**
   * First place from here on that is surely out; null while there is none.
   * @param outputs names of those that sound it; null means all
   */
  firstHeard(from: number, outputs: readonly string[] | null): number | null
  /**
   * What became of some stretches; null while one of the outputs cannot tell.
   * @param force does not wait: what nobody can tell was not heard
   */
  of(spans: readonly Span[], outputs: readonly string[] | null, force: boolean): Became | null
}>

export function createAccount(all: readonly Pick<Output, 'name' | 'fate'>[]): Account {
  const refusals = new Map<string, readonly Missed[]>(all.map(({ name }) => [name, []]))

  const among = (names: readonly string[] | null) =>
    names === null ? all : all.filter(({ name }) => names.includes(name))
  const missedBy = ({ name, fate }: Pick<Output, 'name' | 'fate'>) => [
    ...(refusals.get(name) ?? []),
    ...fate.missed(),
  ]

  return {
    refused: (name, from, to, why) => {
      refusals.set(name, withMissed(refusals.get(name) ?? [], { from, to, why }))
    },
    retract: (position, output) => {
      for (const [name, missed] of refusals)
        if (output === undefined || name === output)
          refusals.set(name, clipped(missed, Number.NEGATIVE_INFINITY, position))
    },
    firstHeard: (from, names) => {
      const places = among(names).flatMap((output) => {
        let place = from
        for (const one of missedBy(output).toSorted((a, b) => a.from - b.from))
          if (one.from <= place && place < one.to) place = one.to
        return output.fate.reached() > place ? [place] : []
      })
      return places.length === 0 ? null : Math.min(...places)
    },
    of: (spans, names, force) => {
      const end = spans.at(-1)?.to ?? Number.NEGATIVE_INFINITY
      const outputs = among(names)
      if (!force && !outputs.every(({ fate }) => fate.isKnown(end))) return null
      let heard: readonly Span[] = []
      const handed = outputs.map((output): Handed => {
        const { name, fate } = output
        const missed = missedBy(output).filter((one) => reaches(spans, one))
        const own = [
          ...missed,
          ...(fate.isKnown(end) ? [] : [{ from: fate.reached(), to: end, why: 'nobody can tell' }]),
        ].reduce(without, spans)
        heard = own.reduce(together, heard)
        const why = longestOf(missed)?.why
        return { name, samples: lengthOf(own), ...(why === undefined ? {} : { why }) }
      })
      return { heard, handed }
    },
  }
}

/** What explains most of it. */
function longestOf(missed: readonly Missed[]): Missed | undefined {
  return missed.reduce<Missed | undefined>(
    (most, one) => (most && most.to - most.from >= one.to - one.from ? most : one),
    undefined,
  )
}

/** Which outputs did not sound something, and why: `no-output: loa: aplay left with 1`. */
export function whyNot(handed: readonly Handed[]): string {
  const reasons = handed.flatMap(({ name, why }) => (why === undefined ? [] : [`${name}: ${why}`]))
  return ['no-output', reasons.join('; ')].filter(Boolean).join(': ').slice(0, 300)
}

export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0)
}

/** What lies between two places of some stretches. */
export function clipped<One extends Span>(
  spans: readonly One[],
  least: number,
  most: number,
): readonly One[] {
  return spans.flatMap((span) => {
    const from = Math.max(span.from, least)
    const to = Math.min(span.to, most)
    return to > from ? [{ ...span, from, to }] : []
  })
}

/** Stretches in order with one more, which may touch or cover some of them. */
export function together(spans: readonly Span[], one: Span): readonly Span[] {
  const apart = spans.filter(({ from, to }) => to < one.from || from > one.to)
  const touched = spans.filter((span) => !apart.includes(span))
  const from = Math.min(one.from, ...touched.map((span) => span.from))
  const to = Math.max(one.to, ...touched.map((span) => span.to))
  return [...apart, { from, to }].toSorted((a, b) => a.from - b.from)
}

function without(spans: readonly Span[], one: Span): readonly Span[] {
  return [
    ...clipped(spans, Number.NEGATIVE_INFINITY, one.from),
    ...clipped(spans, one.to, Number.POSITIVE_INFINITY),
  ].toSorted((a, b) => a.from - b.from)
}

function reaches(spans: readonly Span[], one: Span): boolean {
  return spans.some(({ from, to }) => from < one.to && one.from < to)
}
