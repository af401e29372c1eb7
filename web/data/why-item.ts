import type { Block, Item } from '../api/shapes.ts'

type Explanation = Block['explanations'][number]

/** What the planner says of one item, and what it says of the window as a whole. */
export function whyItem(
  block: Pick<Block, 'explanations'>,
  item: Pick<Item, 'title'>,
): Readonly<{ item: readonly Explanation[]; window: readonly Explanation[] }> {
  const names = ({ vi }: Explanation) => vi.includes(item.title)
  return {
    item: block.explanations.filter(names),
    window: block.explanations.filter((one) => !names(one)),
  }
}
