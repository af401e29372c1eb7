import type { Plan } from '../api/shapes.ts'

/** What the planner says of a campaign that did not get what it asks for. */
export type Shortfall = Readonly<{
  block: string
  title: string
  startsAt: number
  code: string
  vi: string
  en: string
}>

/** The planner's words on a campaign's floor in a day's windows; the same sentence once. */
export function shortfallsIn(plan: Plan, campaign: string): readonly Shortfall[] {
  const said = new Set<string>()
  return plan.blocks
    .toSorted((a, b) => a.startsAt - b.startsAt)
    .flatMap(({ id, title, startsAt, explanations }) =>
      explanations
        .filter(({ code, vi }) => code.startsWith('floor-') && vi.includes(`"${campaign}"`))
        .map((one) => ({ block: id, title, startsAt, ...one })),
    )
    .filter(({ vi }) => !said.has(vi) && said.add(vi))
}

/** How often a campaign is planned to sound on a day. */
export function airingsIn(plan: Plan, campaign: string): number {
  return plan.blocks
    .flatMap(({ items }) => items)
    .filter(({ kind, bulletin }) => kind === 'bulletin' && bulletin?.campaign === campaign).length
}
