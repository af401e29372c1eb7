import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../web/api/shapes.ts'
import { onlyRunning } from '../../web/data/campaign.ts'

const campaign = (id: string, from: string, to: string, extendedUntil: string | null = null) =>
  ({
    ...{ id, unit: 'u', name: id, dispatch: '', periodFrom: from, periodTo: to, extendedUntil },
    ...{ reportDates: [], bulletins: 0 },
  }) satisfies Campaign

const summer = campaign('summer', '2024-08-01', '2024-08-15')

describe('the campaign that a new bulletin is for', () => {
  it('is the only one that runs that day, both ends included', () => {
    const autumn = campaign('autumn', '2024-08-16', '2024-09-30')
    expect(onlyRunning([summer, autumn], '2024-08-15')?.id).toBe('summer')
    expect(onlyRunning([summer, autumn], '2024-08-16')?.id).toBe('autumn')
  })

  it('is left open when none runs, or more than one', () => {
    expect(onlyRunning([summer], '2024-08-16')).toBeNull()
    expect(
      onlyRunning([summer, campaign('b', '2024-08-10', '2024-08-20')], '2024-08-12'),
    ).toBeNull()
  })

  it('runs as long as the office prolonged it, or until it was cut short', () => {
    const prolonged = campaign('p', '2024-08-01', '2024-08-15', '2024-10-15')
    const cut = campaign('c', '2024-08-01', '2024-08-15', '2024-08-05')
    expect(onlyRunning([prolonged], '2024-10-01')?.id).toBe('p')
    expect(onlyRunning([cut], '2024-08-06')).toBeNull()
  })
})
