import { useTranslation } from 'react-i18next'
import type { PlacedItem } from '../data/board.ts'
import type { Drawn, SmallRun } from '../data/small-runs.ts'
import { lengthOf } from '../text/format.ts'

export type DrawnItem = Drawn & Readonly<{ placed: PlacedItem }>

/** Items too small for their names, named together; a click comes near enough to read each. */
export function SmallRunLabel({
  run,
  onNear,
}: {
  run: SmallRun<DrawnItem>
  onNear: (items: readonly PlacedItem[]) => void
}) {
  const { t } = useTranslation()
  const items = run.pieces.map(({ placed }) => placed)
  const length = items.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0)
  const [first] = items
  const says =
    items.length === 1 && first
      ? first.item.title
      : t('timeline.run', { n: items.length, length: lengthOf(length) })
  return (
    <li className="timeline-run" style={{ top: run.labelTop }} data-testid="small-run">
      {/* Keys choose the items themselves, and zoom by + and −. */}
      <button
        type="button"
        className="clip tabular"
        tabIndex={-1}
        title={t('timeline.runSays', { titles: items.map(({ item }) => item.title).join(', ') })}
        onClick={() => onNear(items)}
      >
        {says}
      </button>
    </li>
  )
}
