import type { UnitId } from '../../playout/contract/ids.ts'
import type { LocalDate } from '../../playout/contract/time.ts'
import type { Role } from '../access.ts'

/** One place of the tree, as far as roles need it. */
export type UnitNode = Readonly<{
  id: UnitId
  parent: UnitId | null
  validFrom: LocalDate
  /** The first day on which it is no longer there. */
  validTo: LocalDate | null
}>

export type Grant = Readonly<{ role: Role; unit: UnitId }>

/**
 * A role holds for its unit and everything below it. A unit that has ended grants nothing any more,
 * yet its records still belong to what lies above it.
 *
 * @param unit the place that is asked about; null stands for the root
 */
export function mayAt(
  grants: readonly Grant[],
  roles: readonly Role[],
  unit: string | null,
  tree: readonly UnitNode[],
  today: LocalDate,
): boolean {
  const line = lineAbove(tree, unit ?? rootOf(tree, today))
  return grants.some(
    (grant) =>
      roles.includes(grant.role) &&
      line.some((one) => one.id === grant.unit && isInEffect(one, today)),
  )
}

/** Whether a unit is another, or lies anywhere below it. */
export function isWithin(tree: readonly UnitNode[], unit: string, above: string): boolean {
  return lineAbove(tree, unit).some(({ id }) => id === above)
}

/** The unit and everything above it, lowest first; empty for a unit that is not there. */
function lineAbove(tree: readonly UnitNode[], unit: string | null): readonly UnitNode[] {
  const line: UnitNode[] = []
  let at = unit
  // The length stops a tree that somebody tied into a ring.
  while (at !== null && line.length <= tree.length) {
    const node = tree.find((one) => one.id === at)
    if (!node) break
    line.push(node)
    at = node.parent
  }
  return line
}

/** The top of the tree as it is today. */
function rootOf(tree: readonly UnitNode[], today: LocalDate): UnitId | null {
  return tree.find((one) => one.parent === null && isInEffect(one, today))?.id ?? null
}

function isInEffect(unit: Pick<UnitNode, 'validFrom' | 'validTo'>, today: LocalDate): boolean {
  return unit.validFrom <= today && (unit.validTo === null || today < unit.validTo)
}
