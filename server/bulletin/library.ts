import type { Instant } from '../../playout/contract/time.ts'
import { type Bulletin, stateAt, type Version, type VersionState } from './bulletin.ts'
import { foldText, hasWords } from './search.ts'

/** What the library is narrowed to; absent means any. */
export type LibraryFilter = Readonly<{
  /** Words of title or text; marks and case do not matter. */
  q?: string | undefined
  /** At least one version is all of these together. */
  language?: Version['language'] | undefined
  class?: Version['class'] | undefined
  contentType?: Version['contentType'] | undefined
}>

/**
 * Bulletins with a version that fits, and every word of the search in title or texts.
 * @param fold a bulletin's words without their marks
 */
export function narrowed(
  bulletins: readonly Bulletin[],
  { q, language, class: ofClass, contentType }: LibraryFilter,
  fold: (bulletin: Bulletin) => string,
): readonly Bulletin[] {
  const words = foldText(q ?? '')
  return bulletins.filter(
    (bulletin) =>
      bulletin.versions.some(
        (version) =>
          (language === undefined || version.language === language) &&
          (ofClass === undefined || version.class === ofClass) &&
          (contentType === undefined || version.contentType === contentType),
      ) &&
      (words === '' || hasWords(fold(bulletin), words)),
  )
}

/**
 * Folding thousands of texts takes longer than everything else in a search, so what was folded once
 * is kept for as long as its words stay the same.
 */
export function rememberFolded(): (bulletin: Bulletin) => string {
  const kept = new Map<string, Readonly<{ text: string; folded: string }>>()
  return ({ id, title, versions }) => {
    const text = [title, ...versions.map((version) => version.text)].join('\n')
    const known = kept.get(id)
    if (known?.text === text) return known.folded
    const folded = foldText(text)
    kept.set(id, { text, folded })
    return folded
  }
}

/** True when a version of it, in this language if one is named, is in this state. */
export function isIn(
  { versions }: Bulletin,
  state: VersionState,
  now: Instant,
  language?: Version['language'],
): boolean {
  return versions.some(
    (version) =>
      stateAt(version, now) === state && (language === undefined || version.language === language),
  )
}

/** How many of them have a version in each state. */
export function countStates(
  bulletins: readonly Bulletin[],
  now: Instant,
  language?: Version['language'],
): Record<VersionState, number> {
  const of = (state: VersionState) =>
    bulletins.filter((one) => isIn(one, state, now, language)).length
  return {
    draft: of('draft'),
    submitted: of('submitted'),
    approved: of('approved'),
    superseded: of('superseded'),
    recalled: of('recalled'),
  }
}

/**
 * At most `count` pairs of a waveform, each the widest of those it stands for: enough for a
 * thumbnail, and a hundredth of what a list would carry otherwise.
 * @param peaks min and max pairs, −128…127
 */
export function thinned(peaks: readonly number[], count: number): number[] {
  const pairs = Math.floor(peaks.length / 2)
  if (pairs <= count) return [...peaks]
  const thin: number[] = []
  for (let to = 0; to < count; to += 1) {
    let low = 127
    let high = -128
    const end = Math.floor(((to + 1) * pairs) / count)
    for (let index = Math.floor((to * pairs) / count); index < end; index += 1) {
      low = Math.min(low, peaks[index * 2] ?? 0)
      high = Math.max(high, peaks[index * 2 + 1] ?? 0)
    }
    thin.push(low, high)
  }
  return thin
}
