import type { Instant } from '../../playout/contract/time.ts'
import type { Candidate } from './airworthy.ts'

/**
 * What a version says: editions of a bulletin say the same, but for one that on this very day takes the
 * place of another in its language, as when a wrong date was corrected. Whoever heard the other has not
 * heard this.
 *
 * @param begins when the day does
 * @param today versions that sounded on it already
 */
export function sayingsOf(
  programme: readonly Candidate[],
  begins: Instant,
  today: ReadonlySet<string>,
): (candidate: Candidate) => string {
  const editions = Map.groupBy(programme, ({ bulletin, language }) => `${bulletin} ${language}`)
  const isOut = ({ state, version, validTo }: Candidate, from: Instant) =>
    state === 'approved'
      ? validTo !== null && begins < validTo && validTo <= from
      : today.has(version)
  return (one) => {
    const others = editions.get(`${one.bulletin} ${one.language}`) ?? []
    const corrects =
      others.length > 1 && others.some((other) => other !== one && isOut(other, one.validFrom))
    return corrects ? `${one.bulletin} ${one.validFrom}` : one.bulletin
  }
}
