import type { Conflict, Piece } from '../api/planning.ts'
import type { Span } from './time-scale.ts'

/** Both pieces of a conflict on one line of time; left and width are shares of it. */
export type ConflictPicture = Readonly<{
  wanted: Drawn
  there: readonly Drawn[]
  /** Where both would sound. */
  clash: Readonly<{ left: number; width: number }> | null
}>
type Drawn = Readonly<{ piece: Piece; left: number; width: number }>

/** Time shown beside the outermost pieces, as a share of what they take. */
const MARGIN = 0.08

export function conflictPicture({ wanted, inTheWay }: Conflict): ConflictPicture {
  const pieces = [wanted, ...inTheWay]
  const first = Math.min(...pieces.map(({ startsAt }) => startsAt))
  const last = Math.max(...pieces.map(({ endsAt }) => endsAt))
  const margin = (last - first) * MARGIN
  const whole = Math.max(1, last - first + 2 * margin)
  const place = ({ startsAt, endsAt }: Span) => ({
    left: (startsAt - first + margin) / whole,
    width: (endsAt - startsAt) / whole,
  })
  const clashes = inTheWay
    .map((there) => ({
      startsAt: Math.max(there.startsAt, wanted.startsAt),
      endsAt: Math.min(there.endsAt, wanted.endsAt),
    }))
    .filter(({ startsAt, endsAt }) => startsAt < endsAt)
  const clash = clashes[0]
    ? place({
        startsAt: Math.min(...clashes.map(({ startsAt }) => startsAt)),
        endsAt: Math.max(...clashes.map(({ endsAt }) => endsAt)),
      })
    : null
  return {
    wanted: { piece: wanted, ...place(wanted) },
    there: inTheWay.map((piece) => ({ piece, ...place(piece) })),
    clash,
  }
}
