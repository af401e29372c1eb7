import { hash } from 'node:crypto'
import { type ItemId, type ItemIdentity, itemIdOf } from '../../playout/contract/ids.ts'

/** The contract's identity of an item, by Node's own SHA-256: a season has several 100,000 of them. */
export function plannedItemId(identity: ItemIdentity): ItemId {
  return itemIdOf(identity, (text) => hash('sha256', text, 'hex'))
}
