import { hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Digest } from '../../../playout/contract/ids.ts'
import {
  appendLeaf,
  consistencyProof,
  EMPTY_RANGE,
  EMPTY_ROOT,
  inclusionProof,
  leafHash,
  provesConsistency,
  provesInclusion,
  rootOf,
  rootOfLeaves,
} from '../../../playout/contract/merkle.ts'

/** Entries and roots of the Certificate Transparency reference tests (merkle_tree_test). */
const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hexToBytes)
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]
const leaves = entries.map(leafHash)

describe('the Merkle tree', () => {
  it('has the published roots for every size up to eight', () => {
    let range = EMPTY_RANGE
    expect(rootOf(range)).toBe(EMPTY_ROOT)
    expect(EMPTY_ROOT).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    const grown = leaves.map((leaf) => {
      range = appendLeaf(range, leaf)
      return rootOf(range)
    })
    expect(grown).toEqual(roots)
  })

  it('gives the published inclusion proofs', () => {
    expect(inclusionProof(leaves, 0)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ])
    expect(inclusionProof(leaves.slice(0, 3), 2)).toEqual([roots[1]])
  })

  it('gives the published consistency proof from six to eight entries', () => {
    expect(consistencyProof(leaves, 6)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ])
  })

  it('proves every entry of a tree of any size, and no other entry', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (size, pick) => {
        const all = Array.from({ length: size }, (_, index) => leafHash(`entry ${index}`))
        const index = pick % size
        const proof = inclusionProof(all, index)
        const root = rootOfLeaves(all)
        expect(provesInclusion(all[index] as Digest, index, size, proof, root)).toBe(true)
        expect(provesInclusion(leafHash('other'), index, size, proof, root)).toBe(false)
        expect(provesInclusion(all[index] as Digest, size, size, proof, root)).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  it('proves that a log only grew, and exposes one that was rewritten', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), (size, pick) => {
        const all = Array.from({ length: size }, (_, index) => leafHash(`entry ${index}`))
        const oldSize = 1 + (pick % size)
        const older = { size: oldSize, root: rootOfLeaves(all.slice(0, oldSize)) }
        const newer = { size, root: rootOfLeaves(all) }
        const proof = consistencyProof(all, oldSize)
        expect(provesConsistency(older, newer, proof)).toBe(true)
        const rewritten = {
          size: oldSize,
          root: rootOfLeaves([leafHash('x'), ...all.slice(1, oldSize)]),
        }
        expect(provesConsistency(rewritten, newer, proof)).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})
