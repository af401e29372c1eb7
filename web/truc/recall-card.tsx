import { dateOf, minuteOf } from '../text/format.ts'
import type { Duty, DutyState } from './duty.ts'
import { said, type TrucText } from './text.ts'
import { openRecalls } from './wiped.ts'

/** Red, and above everything else: what must not sound any more, and the tap that says it is gone. */
export function RecallCards({
  duty,
  state,
  text,
}: {
  duty: Duty
  state: DutyState
  text: TrucText
}) {
  const { kept } = state
  if (!kept) return null
  const { zone } = kept.office
  return openRecalls(kept.recalls ?? [], state.wiped).map(({ recall, waiting }) => (
    <article key={recall.id} className="card card-recall" data-testid="duty-recall">
      <h3>{said(text.recalled, { title: recall.title })}</h3>
      <p>
        {said(text.recalledWhy, {
          reason: recall.reason,
          time: minuteOf(recall.at, zone),
          date: dateOf(recall.at, zone),
        })}
      </p>
      <p>{recall.dropped ? text.recallDropped : text.recallDo}</p>
      {waiting ? (
        <p className="verdict" role="status">
          <span aria-hidden="true">✓ </span>
          {text.wiped} · {text.waiting}
        </p>
      ) : (
        <button
          type="button"
          className="recall-wiped"
          onClick={() => duty.wipe(recall.id, recall.station)}
          data-testid="duty-wiped"
        >
          {text.wiped}
        </button>
      )}
    </article>
  ))
}
