import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Digest } from './ids.ts'

/**
 * The Merkle tree of RFC 6962 section 2.1 (the same in RFC 9162): what makes the log append-only in
 * a way that a stranger can check. Pure, and free of Node, so that a browser can verify.
 */

const LEAF = new Uint8Array([0])
const NODE = new Uint8Array([1])

/** Hash of one entry. The prefix keeps a leaf from being passed off as a node. */
export function leafHash(entry: Uint8Array | string): Digest {
  const bytes = typeof entry === 'string' ? utf8ToBytes(entry) : entry
  return bytesToHex(sha256(concatBytes(LEAF, bytes))) as Digest
}

function nodeHash(left: Digest, right: Digest): Digest {
  return bytesToHex(sha256(concatBytes(NODE, hexToBytes(left), hexToBytes(right)))) as Digest
}

/** Root of the tree without entries: the hash of nothing. */
export const EMPTY_ROOT = bytesToHex(sha256(new Uint8Array())) as Digest

/**
 * All that appending needs to remember of a tree: the roots of its full subtrees, largest (leftmost)
 * first, one for each bit that is set in `size`.
 */
export type CompactRange = Readonly<{ size: number; subtrees: readonly Digest[] }>

export const EMPTY_RANGE: CompactRange = { size: 0, subtrees: [] }

/** The range with one more leaf: equal neighbours merge, like the carry of a binary counter. */
export function appendLeaf(range: CompactRange, leaf: Digest): CompactRange {
  const subtrees = [...range.subtrees]
  let right = leaf
  for (let carry = range.size; carry % 2 === 1; carry = Math.floor(carry / 2))
    right = nodeHash(subtrees.pop() as Digest, right)
  return { size: range.size + 1, subtrees: [...subtrees, right] }
}

/** The root that a checkpoint states. */
export function rootOf(range: CompactRange): Digest {
  const root = range.subtrees.reduceRight<Digest | null>(
    (right, left) => (right === null ? left : nodeHash(left, right)),
    null,
  )
  return root ?? EMPTY_ROOT
}

/** Root of these leaf hashes. */
export function rootOfLeaves(leaves: readonly Digest[]): Digest {
  return rootOf(leaves.reduce(appendLeaf, EMPTY_RANGE))
}

/** Largest power of two below `size`. */
function split(size: number): number {
  let half = 1
  while (half * 2 < size) half *= 2
  return half
}

/** Shows that leaf `index` stands in the tree of these leaves (RFC 6962, 2.1.1). */
export function inclusionProof(leaves: readonly Digest[], index: number): Digest[] {
  if (leaves.length <= 1) return []
  const half = split(leaves.length)
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)]
  return index < half
    ? [...inclusionProof(left, index), rootOfLeaves(right)]
    : [...inclusionProof(right, index - half), rootOfLeaves(left)]
}

/** Shows that the tree of the first `oldSize` leaves is the beginning of this one (2.1.2). */
export function consistencyProof(leaves: readonly Digest[], oldSize: number): Digest[] {
  return oldSize === 0 ? [] : subproof(leaves, oldSize, true)
}

function subproof(leaves: readonly Digest[], oldSize: number, whole: boolean): Digest[] {
  if (oldSize === leaves.length) return whole ? [] : [rootOfLeaves(leaves)]
  const half = split(leaves.length)
  const [left, right] = [leaves.slice(0, half), leaves.slice(half)]
  return oldSize <= half
    ? [...subproof(left, oldSize, whole), rootOfLeaves(right)]
    : [...subproof(right, oldSize - half, false), rootOfLeaves(left)]
}

/** True when the proof leads from this leaf to this root (RFC 9162, 2.1.3.2). */
export function provesInclusion(
  leaf: Digest,
  index: number,
  size: number,
  proof: readonly Digest[],
  root: Digest,
): boolean {
  if (index >= size) return false
  let [place, last, hash] = [index, size - 1, leaf]
  for (const other of proof) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(other, hash)
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else hash = nodeHash(hash, other)
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && hash === root
}

/** True when the proof shows that the newer tree begins with the older (RFC 9162, 2.1.4.2). */
export function provesConsistency(
  older: Readonly<{ size: number; root: Digest }>,
  newer: Readonly<{ size: number; root: Digest }>,
  proof: readonly Digest[],
): boolean {
  if (older.size > newer.size) return false
  if (older.size === newer.size) return proof.length === 0 && older.root === newer.root
  if (older.size === 0) return proof.length === 0
  const isPower = Number.isInteger(Math.log2(older.size))
  const [first, ...rest] = isPower ? [older.root, ...proof] : proof
  if (first === undefined) return false
  let [place, last, oldHash, newHash] = [older.size - 1, newer.size - 1, first, first]
  while (place % 2 === 1) [place, last] = [half(place), half(last)]
  for (const other of rest) {
    if (last === 0) return false
    if (place % 2 === 1 || place === last) {
      oldHash = nodeHash(other, oldHash)
      newHash = nodeHash(other, newHash)
      while (place % 2 === 0 && place !== 0) [place, last] = [half(place), half(last)]
    } else newHash = nodeHash(newHash, other)
    ;[place, last] = [half(place), half(last)]
  }
  return last === 0 && oldHash === older.root && newHash === newer.root
}

const half = (value: number) => Math.floor(value / 2)
