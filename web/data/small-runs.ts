/** Something drawn in a window, px from its top. */
export type Drawn = Readonly<{ top: number; height: number }>

/** Pieces that lie together and are too small to be told apart, and where they are named together. */
export type SmallRun<Piece extends Drawn> = Drawn &
  Readonly<{
    pieces: readonly Piece[]
    /** Where their common name is drawn, px from the window's top. */
    labelTop: number
  }>

/** Smaller than this a piece has no room for its own name, px. */
export const NAMED_PX = 15
/** What a common name takes, px. */
const LABEL_PX = 20
/** Pieces nearer than this are one run, px. */
const APART_PX = 2

/**
 * Runs of pieces that are too small for their names. Labels stay within the window and never lie on one
 * another: where there is no room for one more, its pieces are named with the run before.
 */
export function smallRuns<Piece extends Drawn>(
  pieces: readonly Piece[],
  windowHeight: number,
): readonly SmallRun<Piece>[] {
  if (windowHeight < LABEL_PX) return []
  const runs: Piece[][] = []
  for (const piece of pieces.filter(({ height }) => height < NAMED_PX)) {
    const run = runs.at(-1)
    if (run && piece.top - labelTopOf(run, windowHeight) < LABEL_PX) run.push(piece)
    else if (run && piece.top - endOf(run) < APART_PX) run.push(piece)
    else runs.push([piece])
  }
  return runs.map((run) => {
    const top = run[0]?.top ?? 0
    const labelTop = labelTopOf(run, windowHeight)
    return { pieces: run, top, height: endOf(run) - top, labelTop }
  })
}

function endOf(run: readonly Drawn[]): number {
  const last = run.at(-1)
  return last ? last.top + last.height : 0
}

function labelTopOf(run: readonly Drawn[], windowHeight: number): number {
  return Math.max(0, Math.min(run[0]?.top ?? 0, windowHeight - LABEL_PX))
}

/** True where the common name of a run lies on a piece that is named itself: it keeps out of its way. */
export function isBesideRun(
  piece: Drawn,
  runs: readonly Readonly<{ labelTop: number }>[],
): boolean {
  return (
    piece.height >= NAMED_PX &&
    runs.some(
      ({ labelTop }) => labelTop < piece.top + piece.height && piece.top < labelTop + LABEL_PX,
    )
  )
}
