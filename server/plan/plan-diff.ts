import type { BulletinId, CampaignId, VersionId } from '../../playout/contract/ids.ts'
import { itemSpan, type PlannedBlock } from './playlist.ts'
import type { Placement } from './rotation.ts'

/** What must be written so that the plan becomes the wanted one: removed block ids, new blocks. */
export type PlanDiff = Readonly<{ gone: readonly string[]; written: readonly PlannedBlock[] }>

/** Compares by content; a block that stays as it is is not touched. */
export function diffPlan(
  existing: readonly PlannedBlock[],
  wanted: readonly PlannedBlock[],
): PlanDiff {
  const before = new Map(existing.map((planned) => [planned.block.id, planned]))
  const after = new Set(wanted.map(({ block }) => block.id))
  return {
    gone: existing.filter(({ block }) => !after.has(block.id)).map(({ block }) => block.id),
    written: wanted.filter((planned) => {
      const old = before.get(planned.block.id)
      return !old || contentOf(old) !== contentOf(planned)
    }),
  }
}

/** True when two playlists sound the same, whatever is said about them. */
export function soundsTheSame(
  one: readonly PlannedBlock[],
  other: readonly PlannedBlock[],
): boolean {
  const heard = (list: readonly PlannedBlock[]) =>
    list
      .map((planned) => contentOf({ ...planned, explanations: [] }))
      .sort()
      .join('\n')
  return heard(one) === heard(other)
}

/** Those that are not among others, by id. */
export function withoutThese(
  list: readonly PlannedBlock[],
  others: readonly PlannedBlock[],
): PlannedBlock[] {
  const ids = new Set(others.map(({ block }) => block.id))
  return list.filter(({ block }) => !ids.has(block.id))
}

/** What planned blocks mean for the turns of the next ones. */
export function placementsOf(blocks: readonly PlannedBlock[]): Placement[] {
  return blocks.flatMap(({ block }) =>
    block.items.flatMap((item) =>
      item.bulletin === null || item.kind === 'test'
        ? []
        : [
            {
              bulletin: item.bulletin.id as BulletinId,
              version: item.bulletin.version as VersionId,
              campaign: item.bulletin.campaign as CampaignId | null,
              kind: item.kind,
              date: block.date,
              block: block.id,
              at: itemSpan(block, item).startsAt,
            },
          ],
    ),
  )
}

/** Keys in one order, since a block comes from the planner or from rows. */
export function contentOf(planned: unknown): string {
  return JSON.stringify(planned, (_key, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
}
