import type { Visitor } from '../access.ts'
import type { Beholder } from './actions.ts'
import type { Bulletin, Version } from './bulletin.ts'
import { sealOf } from './seal.ts'

/**
 * A visitor before a version. Editing and reviewing reach down the tree; approving does not: what a
 * commune says in its own name is answered for by the leader of its own committee.
 * @param heard seals of what they listened to, to the end
 */
export function beholderOf(
  visitor: Visitor,
  bulletin: Bulletin,
  version: Version,
  heard: ReadonlySet<string>,
): Beholder {
  const { unit } = bulletin
  return {
    id: visitor.id,
    edits: visitor.may(['editor'], unit),
    reviews: visitor.reviews(version.language, unit),
    approves: visitor.isAt('approver', unit),
    approvesAbove: visitor.may(['approver'], unit),
    recalls: visitor.may(['approver', 'supervisor'], unit),
    listened: heard.has(sealOf(bulletin, version)),
  }
}
