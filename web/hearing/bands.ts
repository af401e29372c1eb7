import type { Find } from '../api/shapes.ts'
import { placeIn, type View } from '../data/in-step.ts'
import type { Band } from './wave.tsx'

type Side = 'recording' | 'original'

/** The stretches of a find as they lie in a view of the recording, or of its original. */
export function bandsOf(find: Find, view: View, side: Side): Band[] {
  const band = (kind: Band['kind'], span: Find['spans'][number]): Band[] => {
    const [from, to] =
      side === 'recording' ? [span.recordingFromMs, span.recordingToMs] : [span.fromMs, span.toMs]
    const place = placeIn(view, from, to)
    return place ? [{ key: `${kind} ${from}`, kind, ...place }] : []
  }
  return [
    ...find.spans.flatMap((span) => band('heard', span)),
    ...find.differing.flatMap((span) => band('differs', span)),
  ]
}
