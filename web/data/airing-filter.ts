import type { Airing } from '../api/shapes.ts'
import { isDay } from './search-words.ts'

/** What the log is narrowed to; it lives in the address, so that a figure elsewhere can open it. */
export type AiringFilter = Readonly<
  Partial<
    Record<
      | 'from'
      | 'to'
      | 'date'
      | 'station'
      | 'bulletin'
      | 'version'
      | 'window'
      | 'item'
      | 'campaign'
      | 'purpose'
      | 'outcome'
      | 'figure',
      string
    >
  >
>

const asked = [
  'from',
  'to',
  'date',
  'station',
  'bulletin',
  'version',
  'window',
  'item',
  'campaign',
  'purpose',
  'outcome',
] as const

/** Figures of the count that open here; each says which airings it was counted from. */
export type Figure = 'aired' | 'relayed' | 'partial' | 'missed' | 'afterRecall'
const figures: readonly string[] = [
  ...(['aired', 'relayed', 'partial', 'missed', 'afterRecall'] satisfies Figure[]),
]

/** The address's words into a filter; what is not a word of it is dropped. */
export function readFilter(search: Readonly<Record<string, unknown>>): AiringFilter {
  const filter: Partial<Record<string, string>> = {}
  for (const name of asked) {
    const value = search[name]
    if ((typeof value !== 'string' && typeof value !== 'number') || value === '') continue
    if ((name === 'from' || name === 'to' || name === 'date') && !isDay(String(value))) continue
    filter[name] = String(value)
  }
  if (typeof search.figure === 'string' && figures.includes(search.figure))
    filter.figure = search.figure
  return filter
}

/** The part that the server narrows by. */
export function queryOf(filter: AiringFilter): Record<string, string> {
  return Object.fromEntries(
    asked.flatMap((name) => {
      const value = filter[name]
      return value ? [[name, value]] : []
    }),
  )
}

/** The airings behind a count's link (`…/airings?bulletin=…`), narrowed to one of its figures. */
export function filterBehind(link: string, figure: Figure): AiringFilter {
  const query = link.includes('?') ? link.slice(link.indexOf('?') + 1) : link
  return { ...readFilter(Object.fromEntries(new URLSearchParams(query))), figure }
}

/** True when an airing is one of those that a figure counts (the formula stands beside the counts). */
export function isCountedIn(figure: string | undefined, airing: Airing): boolean {
  if (!figure) return true
  if (airing.purpose !== 'programme' || airing.kind !== 'bulletin' || !airing.campaign) return false
  if (airing.afterRecall)
    return figure === 'afterRecall' && ['aired', 'partial', 'sounding'].includes(airing.outcome)
  switch (figure) {
    case 'afterRecall':
      return false
    case 'aired':
      return airing.outcome === 'aired'
    case 'relayed':
      return airing.outcome === 'aired' && airing.relayOf !== null
    case 'partial':
      return airing.outcome === 'partial'
    default:
      return ['skipped', 'dropped', 'silent'].includes(airing.outcome)
  }
}
