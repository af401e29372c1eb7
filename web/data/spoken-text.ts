import type { SpeechSettings, SpokenText } from '../api/shapes.ts'

type Rewrite = SpokenText['rewrites'][number]

/** A stretch of a sentence, and how it is read when that is otherwise than written. */
export type Stretch = Readonly<{ text: string; at: number; rewrite: Rewrite | null }>

/** A sentence in stretches, so that what is read otherwise can be marked. */
export function stretchesOf({ text, rewrites }: Pick<SpokenText, 'text' | 'rewrites'>): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  for (const rewrite of rewrites) {
    const at = text.indexOf(rewrite.written, rewrite.at)
    if (rewrite.written === '' || at < from) continue
    if (at > from) stretches.push({ text: text.slice(from, at), at: from, rewrite: null })
    from = at + rewrite.written.length
    stretches.push({ text: text.slice(at, from), at, rewrite })
  }
  if (from < text.length) stretches.push({ text: text.slice(from), at: from, rewrite: null })
  return stretches
}

/** Rewrites worth a line: a dash that became a word says nothing by itself. */
export function worthTelling({ rewrites }: Pick<SpokenText, 'rewrites'>): Rewrite[] {
  return rewrites.filter(
    ({ kind, written, spoken }) =>
      kind === 'unreadable' || (/[\p{L}\p{N}]/u.test(written) && spoken !== written),
  )
}

/** The readings with this one, instead of another of the same phrase; as they were when it is empty. */
export function withReading(
  readings: SpeechSettings['readings'],
  phrase: string,
  say: string,
): SpeechSettings['readings'] {
  const reading = { phrase: phrase.trim().normalize('NFC'), say: say.trim().normalize('NFC') }
  if (reading.phrase === '' || reading.say === '') return readings
  return [...readings.filter((one) => one.phrase !== reading.phrase), reading]
}
