import { describe, expect, it } from 'vitest'
import { inLine, type Upload } from '../../../server/bulletin/upload.ts'

const waiting = (names: string): Upload[] =>
  names.split(' ').map((name) => ({
    ...{ id: name, fileName: `${name}.wav`, by: name.replace(/\d+$/, ''), bytes: 1 },
    ...{ original: null, trim: null, attempts: 0, createdAt: 0, state: { kind: 'waiting' } },
  }))
const order = (names: string, served: readonly string[] = []) =>
  inLine(waiting(names), served)
    .map(({ id }) => id)
    .join(' ')

describe('files that wait for their turn', () => {
  it('of one person are taken in as they came', () => {
    expect(order('lan1 lan2 lan3')).toBe('lan1 lan2 lan3')
  })

  it('of several people take turns, so that fifty do not hold up one', () => {
    expect(order('lan1 lan2 lan3 hoa1 lan4 minh1 hoa2')).toBe('lan1 hoa1 minh1 lan2 hoa2 lan3 lan4')
  })

  it('of whoever was served longest ago come first', () => {
    expect(order('lan1 lan2 hoa1 minh1', ['hoa', 'lan'])).toBe('minh1 hoa1 lan1 lan2')
  })
})
