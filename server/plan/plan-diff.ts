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
      return !old || !isSameContent(old, planned)
    }),
  }
}

/** True when two playlists sound the same, whatever is said about them. */
export function soundsTheSame(
  one: readonly PlannedBlock[],
  other: readonly PlannedBlock[],
): boolean {
  const known = new Map(one.map((planned) => [planned.block.id, planned]))
  return (
    one.length === other.length &&
    other.every(({ station, block }) => {
      const same = known.get(block.id)
      return same?.station === station && isSameContent(same.block, block)
    })
  )
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

/**
 * Whether two plain values hold the same. A block comes from the planner or from rows: keys may be in
 * any order, and what is undefined is not there.
 */
export function isSameContent(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((value, at) => isSameContent(value, other[at]))
    )
  const [a, b] = [one as Fields, other as Fields]
  for (const key in a) if (!isSameContent(a[key], b[key])) return false
  for (const key in b) if (b[key] !== undefined && a[key] === undefined) return false
  return true
}

type Fields = Readonly<Record<string, unknown>>
