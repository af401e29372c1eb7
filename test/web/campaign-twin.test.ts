import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../web/api/shapes.ts'
import { twinOf } from '../../web/data/campaign-twin.ts'

const there = {
  ...{ id: 'c', name: 'Dừng công nghệ di động 2G', dispatch: '615/STTTT' },
  ...{ periodFrom: '2024-08-01', periodTo: '2024-08-31', extendedUntil: '2024-10-16' },
} as Campaign

describe('a campaign that may be there already', () => {
  const ask = (news: Partial<Parameters<typeof twinOf>[0]>) =>
    twinOf({ name: 'Khác', dispatch: '', from: '2024-09-01', to: '2024-09-30', ...news }, [there])

  it('has the number of the same dispatch, however it is written', () => {
    expect(ask({ dispatch: ' 615/stttt ' })).toBe(there)
    expect(ask({ dispatch: '616/STTTT' })).toBeNull()
    expect(ask({})).toBeNull()
  })

  it('or its name, with days in common', () => {
    expect(ask({ name: 'dừng công nghệ di động  2G' })).toBe(there)
    expect(ask({ name: there.name, from: '2024-10-17', to: '2024-12-31' })).toBeNull()
  })
})
