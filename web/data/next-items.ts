import type { Plan } from '../api/shapes.ts'
import { itemsOf } from './board.ts'

/** What begins next, with how long one still waits, in whole seconds. */
export type NextItem = Readonly<{
  id: string
  title: string
  startsAt: number
  inMs: number
  isTune: boolean
}>

/** Rounded up, so that "0:00" is when it begins and not before. */
export function nextItems(plan: Plan | undefined, now: number, most: number): readonly NextItem[] {
  return itemsOf(plan?.blocks ?? [])
    .filter(({ block, startsAt }) => startsAt > now && block.purpose === 'programme')
    .slice(0, most)
    .map(({ item, startsAt }) => ({
      ...{ id: item.id, title: item.title, startsAt, isTune: item.kind === 'tune' },
      inMs: Math.ceil((startsAt - now) / 1_000) * 1_000,
    }))
}
