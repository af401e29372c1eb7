import { describe, expect, it } from 'vitest'
import type { CampaignDetail } from '../../web/api/shapes.ts'
import {
  bodyOf,
  type CampaignDraft,
  draftOfCampaign,
  emptyDraft,
  faultsOf,
} from '../../web/data/campaign-draft.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const whole: CampaignDraft = {
  ...emptyDraft,
  ...{ name: ' Dừng 2G ', dispatch: '12/VHTT', from: '2024-07-08', to: '2024-09-15' },
  ...{ reportDates: ['2024-09-15', '2024-08-15', '2024-08-15'], floor: '3', cap: '' },
  ...{ spread: '3', bulletinGap: '120', campaignGap: '1,5', sharePercent: '50', weight: '2' },
}

describe('the form of a campaign', () => {
  it('sends what was typed, with commas as people write them and each report date once', () => {
    expect(faultsOf(whole, ZONE)).toEqual({})
    expect(bodyOf(whole, ZONE)).toEqual({
      ...{ name: 'Dừng 2G', dispatch: '12/VHTT', periodFrom: '2024-07-08' },
      ...{ periodTo: '2024-09-15', extendedUntil: null },
      reportDates: ['2024-08-15', '2024-09-15'],
      ...{ heardAt: null, airedBy: null, dispatchText: null, floor: 3, cap: null, spread: 3 },
      ...{ bulletinGapMs: 7_200_000, campaignGapMs: 90_000, sharePercent: 50, weight: 2 },
      phases: [],
    })
  })

  it.for([
    [{ name: ' ' }, 'name', 'nameMissing'],
    [{ from: '' }, 'from', 'dateMissing'],
    [{ to: '2024-07-01' }, 'to', 'endsBefore'],
    [{ extendedUntil: '2024-07-01' }, 'extendedUntil', 'endsBefore'],
    [{ reportDates: ['2024-08-15', ''] }, 'reportDates', 'reportMissing'],
    [{ floor: 'ba' }, 'floor', 'figureWrong'],
    [{ floor: '-1' }, 'floor', 'figureWrong'],
    [{ cap: '2' }, 'cap', 'capBelowFloor'],
    [{ cap: '0' }, 'cap', 'figureWrong'],
    [{ bulletinGap: '2h' }, 'bulletinGap', 'minutesWrong'],
    [{ campaignGap: '9999' }, 'campaignGap', 'minutesWrong'],
    [{ sharePercent: '120' }, 'sharePercent', 'percentWrong'],
    [{ sharePercent: '' }, 'sharePercent', 'percentWrong'],
    [{ weight: '0' }, 'weight', 'weightWrong'],
    [{ heardAt: [] }, 'heardAt', 'nowhere'],
  ] as const)('says what of %o has to be mended', ([news, field, fault]) => {
    expect(faultsOf({ ...whole, ...news }, ZONE)).toEqual({ [field]: fault })
  })

  it('wants phases with a name that begin before they end', () => {
    const phase = { key: 1, name: 'Từ 13/9', from: '2024-09-13T05:00', until: '', versions: ['v'] }
    const phasesOf = (news: Partial<typeof phase>) =>
      faultsOf({ ...whole, phases: [{ ...phase, ...news }] }, ZONE).phases
    expect(phasesOf({})).toBeUndefined()
    expect(phasesOf({ name: '' })).toBe('phaseNameMissing')
    expect(phasesOf({ from: '' })).toBe('phaseBeginMissing')
    expect(phasesOf({ until: '2024-09-13T05:00' })).toBe('phaseEndsBefore')
  })

  it('shows a campaign as it is: what is shown and sent again changes nothing', () => {
    const campaign: CampaignDetail = {
      ...{ id: 'c', unit: 'u', name: 'Dừng 2G', dispatch: '12/VHTT', periodFrom: '2024-07-08' },
      ...{ periodTo: '2024-09-15', extendedUntil: '2024-10-20', reportDates: ['2024-08-15'] },
      ...{ weight: 2, floor: 3, cap: 5, spread: null, bulletinGapMs: 5_400_000 },
      ...{ campaignGapMs: 90_000, sharePercent: 50, heardAt: ['a', 'b'], airedBy: null },
      ...{ bulletins: 1, dispatchText: 'Số: 12', mayEdit: true, said: [] },
      phases: [
        {
          ...{ id: 'p', name: 'Đến 13/9', fromAt: Date.parse('2024-07-08T00:00+07:00') },
          ...{ untilAt: Date.parse('2024-09-13T17:30+07:00'), versions: [] },
        },
      ],
      versions: [],
    }
    const { phases, ...body } = bodyOf(draftOfCampaign(campaign, ZONE), ZONE)
    const { id: _, unit: __, bulletins, mayEdit, said, versions, phases: old, ...rest } = campaign
    expect(body).toEqual(rest)
    expect(phases).toEqual(old.map(({ id: _id, ...phase }) => phase))
  })
})
