import { sha256Hex } from './hash.ts'

declare const kind: unique symbol
/** A string that cannot be mixed up with another kind of id; at run time it is a plain string. */
type Id<Kind extends string> = string & { readonly [kind]: Kind }

export type UnitId = Id<'unit'>
export type StaffId = Id<'staff'>
export type StationId = Id<'station'>
export type WindowId = Id<'window'>
export type CampaignId = Id<'campaign'>
export type BulletinId = Id<'bulletin'>
/** A bulletin's version: `<bulletin id>/<number>`. */
export type VersionId = Id<'version'>
export type ItemId = Id<'item'>
export type AiringId = Id<'airing'>
export type ObligationId = Id<'obligation'>
/** SHA-256 of some bytes, 64 lower-case hex digits. */
export type Digest = Id<'digest'>
/** First 32 hex digits of the SHA-256 of an Ed25519 public key's 32 raw bytes. */
export type KeyId = Id<'key'>
/** Made anew each time a player process starts. */
export type BootId = Id<'boot'>

/** What an item's identity is made of. Its instant is not: the identity survives replanning. */
export type ItemIdentity = Readonly<{
  station: StationId
  /** Local date of the window, `2024-08-15`. */
  date: string
  window: WindowId
  /** Bulletin version, or the asset's name for tunes and tests. */
  subject: string
  /** Counts repeats of the same subject in the same window, from 1. */
  occurrence: number
}>

/**
 * Hash of station, date, window, subject and nth occurrence: 32 hex digits.
 *
 * @param sha256 of a text, in hex digits: whoever needs very many may bring a faster one
 */
export function itemIdOf(
  { station, date, window, subject, occurrence }: ItemIdentity,
  sha256: (text: string) => string = sha256Hex,
): ItemId {
  const text = `item\n${station}\n${date}\n${window}\n${subject}\n${occurrence}`
  return sha256(text).slice(0, 32) as ItemId
}

/** One try at airing an item; tries count from 1, and a restart in mid-item is a new try. */
export function airingIdOf(item: ItemId, attempt: number): AiringId {
  return `${item}.${attempt}` as AiringId
}

/** What a commune had to carry: the district's item (IP) or airing (FM, wired), and the commune. */
export function obligationIdOf(owed: ItemId | AiringId, commune: StationId): ObligationId {
  return `${owed}@${commune}` as ObligationId
}
