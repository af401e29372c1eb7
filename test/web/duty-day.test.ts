import { describe, expect, it } from 'vitest'
import { missing, sortDay } from '../../web/truc/day.ts'
import { added, readQueue, refused, verdictOf, writeQueue } from '../../web/truc/queue.ts'
import { aDeclaration, aDutyDay, aMemory, FIVE, MINUTE } from './a-duty-day.ts'

const newDeclaration = {
  id: 'q1',
  station: 'phumy',
  window: 'w0',
  date: '2024-08-15',
  verdict: 'partial',
  reason: 'storm',
  declaredAt: FIVE,
} as const

describe('the day in the order of a thumb', () => {
  const at = (minutes: number) => FIVE + minutes * MINUTE
  const names = (cards: readonly { window: { window: string } }[]) =>
    cards.map((card) => card.window.window)

  it('opens a window for declaring only once it has ended', () => {
    const during = sortDay(aDutyDay(), [], at(70))
    expect([names(during.now), names(during.toDeclare), during.next?.window.window]).toEqual([
      ['w1'],
      ['w0'],
      'w2',
    ])
    expect(names(sortDay(aDutyDay(), [], at(90)).toDeclare)).toEqual(['w1', 'w0'])
  })

  it('counts what is kept on the phone as said', () => {
    const day = sortDay(aDutyDay(), added([], newDeclaration, 'sr'), at(40))
    expect(day.toDeclare).toEqual([])
    expect(day.done[0]?.said).toMatchObject({ verdict: 'partial', waiting: true })
  })

  it('puts a refused one back, with its reason, though the server has an earlier word', () => {
    const [first, ...rest] = aDutyDay().windows
    const day = aDutyDay({
      windows: first ? [{ ...first, declaration: aDeclaration() }, ...rest] : [],
    })
    const problem = { status: 409, code: 'no', vi: 'Không.', en: 'No.' }
    const queue = refused(added([], newDeclaration, 'sr'), 'q1', problem)
    const sorted = sortDay(day, queue, at(40))
    expect(names(sorted.toDeclare)).toEqual(['w0'])
    expect(sorted.toDeclare[0]?.said?.id).toBe('d1')
  })
})

describe('an answer', () => {
  it('needs a reason unless all was relayed, and words for another reason or a correction', () => {
    const answer = { verdict: 'none', reason: null, note: '' } as const
    expect(missing(answer, false)).toBe('reason')
    expect(missing({ ...answer, reason: 'storm' }, false)).toBeNull()
    expect(missing({ ...answer, reason: 'other' }, false)).toBe('note')
    expect(missing({ ...answer, verdict: 'full' }, false)).toBeNull()
    expect(missing({ ...answer, verdict: 'full' }, true)).toBe('note')
    expect(missing({ ...answer, verdict: 'full', note: ' nhầm ' }, true)).toBeNull()
  })
})

describe('the queue on the phone', () => {
  it('is read back as it was written, and survives a broken memory', () => {
    const memory = aMemory()
    const queue = added([], newDeclaration, 'sr')
    writeQueue(memory, queue)
    expect(readQueue(memory)).toEqual(queue)
    expect(readQueue({ getItem: () => '{broken' })).toEqual([])
    expect(readQueue({ getItem: () => '[{"no":"entry"}]' })).toEqual([])
  })

  it('tells a refusal for good from a server in trouble', () => {
    expect([200, 201, 401, 403, 409, 422, 429, 500, 503].map(verdictOf)).toEqual([
      'kept',
      'kept',
      'sign-in',
      'refused',
      'refused',
      'refused',
      'later',
      'later',
      'later',
    ])
  })
})
