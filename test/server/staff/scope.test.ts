import { describe, expect, it } from 'vitest'
import type { UnitId } from '../../../playout/contract/ids.ts'
import { mayAt, type UnitNode } from '../../../server/staff/scope.ts'

const unit = (id: string, parent: string | null, validTo: string | null = null): UnitNode => ({
  ...{ id: id as UnitId, parent: parent as UnitId | null },
  ...{ validFrom: '2020-01-01', validTo },
})
const TODAY = '2024-08-12'
const tree = [
  unit('district', null),
  unit('east', 'district'),
  unit('hamlet', 'east'),
  unit('west', 'district'),
  unit('merged', 'district', '2024-01-01'),
]
const editorAt = (where: string) => [{ role: 'editor' as const, unit: where as UnitId }]

describe('a role', () => {
  it('holds for its unit and everything below', () => {
    expect(mayAt(editorAt('district'), ['editor'], 'hamlet', tree, TODAY)).toBe(true)
    expect(mayAt(editorAt('east'), ['editor'], 'hamlet', tree, TODAY)).toBe(true)
    expect(mayAt(editorAt('east'), ['editor'], 'east', tree, TODAY)).toBe(true)
  })

  it('does not hold beside or above it', () => {
    expect(mayAt(editorAt('east'), ['editor'], 'west', tree, TODAY)).toBe(false)
    expect(mayAt(editorAt('east'), ['editor'], 'district', tree, TODAY)).toBe(false)
    expect(mayAt(editorAt('east'), ['editor'], null, tree, TODAY)).toBe(false)
  })

  it('is that role and no other', () => {
    expect(mayAt(editorAt('district'), ['approver', 'duty'], 'east', tree, TODAY)).toBe(false)
  })

  it('ends with its unit, whose records the district still reaches', () => {
    expect(mayAt(editorAt('merged'), ['editor'], 'merged', tree, TODAY)).toBe(false)
    expect(mayAt(editorAt('merged'), ['editor'], 'merged', tree, '2023-12-31')).toBe(true)
    expect(mayAt(editorAt('district'), ['editor'], 'merged', tree, TODAY)).toBe(true)
  })

  it('reaches nothing for a unit that is not there, and survives a tree tied into a ring', () => {
    expect(mayAt(editorAt('district'), ['editor'], 'nowhere', tree, TODAY)).toBe(false)
    const ring = [unit('a', 'b'), unit('b', 'a')]
    expect(mayAt(editorAt('district'), ['editor'], 'a', ring, TODAY)).toBe(false)
  })
})
