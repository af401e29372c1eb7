import type { CampaignOrder } from '../campaign/campaign-order.ts'
import type { FilledWindow } from './compose.ts'
import { type Change, changesOf } from './floor-remedy.ts'
import type { Explanation } from './playlist.ts'
import type { StationPlanning } from './station-planning.ts'
import { type Occurrence, USUAL_MOST_ITEMS } from './window.ts'

type Windows = readonly (FilledWindow | null)[]

/**
 * Where relays may give way, a change of one window changes how the whole day is laid out: there a
 * remedy is said only when the day, planned anew with it, really has one more airing.
 *
 * @param again the day with other inputs, from nothing
 */
export function onlyTrueRemedies(
  planning: StationPlanning,
  occurrences: readonly Occurrence[],
  windows: Windows,
  again: (planning: StationPlanning, occurrences: readonly Occurrence[]) => Windows,
): Windows {
  return windows.map((window, at) => {
    if (!window) return null
    const helps = (said: Explanation) => {
      const changes = changesOf(said)
      const date = occurrences[at]?.date ?? ''
      const order = [...(planning.ordersOn?.(date).values() ?? [])]
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .find(({ name }) => name === said.params.campaign)
      if (changes.length === 0 || !order) return true
      const more = again(
        withOrder(planning, changedOrder(order, changes, said)),
        occurrences.with(at, changedWindow(planning, occurrences[at] as Occurrence, changes, said)),
      )
      return airingsIn(more, order.id) > airingsIn(windows, order.id)
    }
    const explanations = window.explanations.map(
      (said): Explanation =>
        simplerFirst(said).find(helps) ?? { code: 'floor-no-change', params: said.params },
    )
    return { ...window, explanations }
  })
}

/** Time may come from relays that give way, once the share is there. */
function simplerFirst(said: Explanation): Explanation[] {
  return said.code === 'floor-lacks-both' ? [{ ...said, code: 'floor-lacks-share' }, said] : [said]
}

function airingsIn(windows: Windows, campaign: string): number {
  return windows
    .flatMap((window) => window?.placed ?? [])
    .filter(({ choice }) => choice.order.id === campaign).length
}

function withOrder(planning: StationPlanning, order: CampaignOrder): StationPlanning {
  return {
    ...planning,
    ordersOn: (date) => new Map(planning.ordersOn?.(date)).set(order.id, order),
  }
}

function changedOrder(
  order: CampaignOrder,
  changes: readonly Change[],
  { params }: Explanation,
): CampaignOrder {
  return {
    ...order,
    ...(changes.includes('gap') ? { bulletinGapMs: 0, campaignGapMs: 0 } : {}),
    ...(changes.includes('cap') ? { cap: order.cap + 1 } : {}),
    ...(changes.includes('percent') ? { sharePercent: Number(params.percent) } : {}),
  }
}

function changedWindow(
  { source }: StationPlanning,
  occurrence: Occurrence,
  changes: readonly Change[],
  { params }: Explanation,
): Occurrence {
  const { window } = occurrence
  const longer = changes.includes('time') ? Number(params.seconds) * 1_000 : 0
  const sharing = changes.includes('share') ? Number(params.share) * 1_000 : 0
  const at = window.segments.findIndex((one) => one.source === source)
  const segments = window.segments.map((one, index) =>
    index === at
      ? {
          ...{ ...one, lengthMs: one.lengthMs + longer },
          campaignShareMs: one.campaignShareMs === null ? null : one.campaignShareMs + sharing,
        }
      : one,
  )
  const most = changes.includes('most')
    ? { mostItems: (window.mostItems ?? USUAL_MOST_ITEMS) + 1 }
    : {}
  return {
    ...occurrence,
    endsAt: occurrence.endsAt + longer,
    window: { ...window, ...most, segments, lengthMs: window.lengthMs + longer },
  }
}
