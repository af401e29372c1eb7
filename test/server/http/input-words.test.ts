import { describe, expect, it } from 'vitest'
import { startCentre } from '../../support/centre.ts'
import { districtWindow } from '../../support/programme.ts'

type Refused = Readonly<{ code: string; vi: string; en: string }>

/** Words that a schema would say of itself, and nobody at a desk would. */
const OF_SCHEMAS = /pattern|regex|invalid|expected|đầu vào|input:|\/\^|undefined|chuỗi|mẫu|NaN/i

describe('what is said of input that is wrong', () => {
  it.for([
    ['/windows', { ...districtWindow('5h sáng') }, 'hãy viết như 05:00', 'write it like 05:00'],
    ['/windows', { ...districtWindow('05:00:00'), segments: 'hết' }, 'một danh sách', 'a list'],
    ['/windows', { ...districtWindow('05:00:00'), segments: [] }, 'ít nhất 1 mục', 'at least 1'],
    [
      '/windows',
      { ...districtWindow('05:00:00'), name: 'x'.repeat(1_000) },
      ...['nhiều nhất', 'at most'],
    ],
    ['/windows', { ...districtWindow('05:00:00'), validFrom: '2567-01-01' }, 'dương lịch', '2099'],
    [
      '/windows',
      {
        ...districtWindow('05:00:00'),
        segments: [{ source: 'radio', lengthMs: 1, campaignShareMs: null }],
      },
      ...['cần một trong: vov', 'one of: vov'],
    ],
    ['/plan/rehearsals', { what: 'nothing' }, 'không thuộc dạng nào', 'none of the forms'],
    [
      '/plan/rehearsals',
      { what: 'quiet-hours', quietHours: { from: '05:00', to: '05:00' } },
      ...['giờ kết thúc phải khác giờ bắt đầu', 'cannot end when they begin'],
    ],
    [
      '/plan/rehearsals',
      {
        ...{ what: 'limits', station: 'my-huong', longestSessionMs: 'lâu' },
        volumeHours: [{ from: '25:00', to: '26:00', millibels: 3 }],
      },
      ...['hãy viết như 05:00', 'write it like 05:00'],
    ],
  ] as const)('says what to put there instead: %s %o', async ([path, body, vi, en]) => {
    const centre = await startCentre()
    const refused = (await centre.as('an').post(path, body)).json<Refused>()
    await centre.stop()
    expect(refused.code).toBe('input-wrong')
    expect(refused.vi).toContain(vi)
    expect(refused.en).toContain(en)
    const { vi: inVi, en: inEn } = refused
    expect(`${inVi} ${inEn}`).not.toMatch(OF_SCHEMAS)
  })
})
