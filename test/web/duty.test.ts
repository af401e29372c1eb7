import { describe, expect, it } from 'vitest'
import { ProblemError } from '../../web/api/problem.ts'
import { type Duty, makeDuty, shownDay } from '../../web/truc/duty.ts'
import { openRecalls } from '../../web/truc/wiped.ts'
import { aMemory, anOffice, aSession, FIVE, MINUTE, settled } from './a-duty-day.ts'

const NOW = FIVE + 100 * MINUTE

function aPhone(office = anOffice(), memory = aMemory()) {
  let ids = 0
  const open = () =>
    makeDuty({ calls: office.calls, memory, now: () => NOW, newId: () => `id-${++ids}` })
  return { office, memory, open, duty: open() }
}

const full = (window: string, replaces: string | null = null) =>
  ({
    station: 'phumy',
    window,
    date: '2024-08-15',
    verdict: 'full',
    reason: null,
    note: null,
    replaces,
  }) as const

const waiting = (duty: Duty) => duty.state().queue.filter((entry) => !entry.refusal).length

describe('a declaration on the phone', () => {
  it('is sent at once when there is a network', async () => {
    const { office, duty } = aPhone()
    await duty.refresh()
    duty.declare(full('w0'))
    await settled()
    expect(office.kept.get('id-1')).toMatchObject({ window: 'w0', verdict: 'full' })
    expect(waiting(duty)).toBe(0)
    expect(shownDay(duty.state(), NOW)?.windows[0]?.declaration?.id).toBe('id-1')
  })

  it('is kept through a reload without network, and sent under the same id later', async () => {
    const { office, open, duty } = aPhone()
    await duty.refresh()
    office.network.down = true
    duty.declare(full('w0'))
    await settled()
    expect([waiting(duty), duty.state().online]).toEqual([1, false])

    const reloaded = open()
    await reloaded.refresh()
    expect(waiting(reloaded)).toBe(1)
    expect(shownDay(reloaded.state(), NOW)?.stationName).toBe('Xã Phú Mỹ')

    office.network.down = false
    await reloaded.refresh()
    expect(waiting(reloaded)).toBe(0)
    expect([...office.kept.keys()]).toEqual(['id-1'])
  })

  it('stays one when the answer is lost on the way back', async () => {
    const { office, duty } = aPhone()
    await duty.refresh()
    const keep = office.answers.declare
    office.answers.declare = (one) => {
      keep(one)
      throw new ProblemError({ status: 0, code: 'no-answer', vi: '', en: '' })
    }
    duty.declare(full('w0'))
    await settled()
    expect(waiting(duty)).toBe(1)
    office.answers.declare = keep
    await duty.refresh()
    expect(office.received).toEqual(['id-1', 'id-1'])
    expect(office.kept.size).toBe(1)
    expect(waiting(duty)).toBe(0)
  })

  it('goes in the order of tapping, so that a correction follows what it corrects', async () => {
    const { office, duty } = aPhone()
    await duty.refresh()
    office.network.down = true
    duty.declare(full('w0'))
    duty.declare({ ...full('w0', 'id-1'), verdict: 'none', reason: 'storm', note: 'Nhầm' })
    await settled()
    office.network.down = false
    await duty.refresh()
    expect(office.received.slice(-2)).toEqual(['id-1', 'id-2'])
    expect(office.kept.get('id-2')?.replaces).toBe('id-1')
  })

  it('that is refused says why, stays in sight, and holds up no other', async () => {
    const { office, duty } = aPhone()
    await duty.refresh()
    const keep = office.answers.declare
    office.answers.declare = (one) => {
      if (one.window !== 'w0') return keep(one)
      throw new ProblemError({ status: 409, code: 'no', vi: 'Chưa hết khung.', en: 'Too early.' })
    }
    duty.declare(full('w0'))
    duty.declare(full('w1'))
    await settled()
    expect([...office.kept.values()].map((one) => one.window)).toEqual(['w1'])
    expect(duty.state().queue[0]?.refusal?.vi).toBe('Chưa hết khung.')
    duty.drop('id-1')
    expect(duty.state().queue).toEqual([])
  })

  it('waits for its own person: an ended session sends nothing, and another never does', async () => {
    const { office, duty } = aPhone()
    await duty.refresh()
    office.answers.declare = () => {
      throw new ProblemError({ status: 401, code: 'sign-in', vi: '', en: '' })
    }
    duty.declare(full('w0'))
    await settled()
    expect(duty.state().session).toBe('ended')
    expect(waiting(duty)).toBe(1)

    const received = office.received.length
    office.answers.declare = (one) => {
      throw new Error(`sent ${one.id} as somebody else`)
    }
    office.answers.session = () => ({ ...aSession, staff: { ...aSession.staff, id: 'other' } })
    await duty.refresh()
    expect(office.received.length).toBe(received)
    expect(duty.state().queue).toHaveLength(1)
  })
})

describe('a recall on the phone', () => {
  const toWipe = (duty: Duty) => openRecalls(duty.state().kept?.recalls ?? [], duty.state().wiped)

  it('is asked for until somebody says that the old copy is gone', async () => {
    const { office, duty } = aPhone()
    await duty.refresh()
    expect(toWipe(duty)).toMatchObject([{ recall: { title: 'Dừng 2G' }, waiting: false }])
    duty.wipe('r1', 'phumy')
    await settled()
    expect(office.wiped).toEqual([NOW])
    expect(toWipe(duty)).toEqual([])
  })

  it('is answered without network too: kept through a reload, sent when there is one', async () => {
    const { office, open, duty } = aPhone()
    await duty.refresh()
    office.network.down = true
    duty.wipe('r1', 'phumy')
    await settled()
    expect(toWipe(duty)).toMatchObject([{ waiting: true }])
    const reloaded = open()
    expect(toWipe(reloaded)).toMatchObject([{ waiting: true }])
    office.network.down = false
    await reloaded.refresh()
    expect(office.wiped).toEqual([NOW])
    expect(toWipe(reloaded)).toEqual([])
    expect(reloaded.state().wiped).toEqual([])
  })
})

describe('a phone without anybody signed in', () => {
  it('asks to sign in rather than showing an empty day', async () => {
    const { office, duty } = aPhone()
    office.answers.session = () => {
      throw new ProblemError({ status: 401, code: 'sign-in', vi: '', en: '' })
    }
    await duty.refresh()
    expect(duty.state().session).toBe('signed-out')
    expect(shownDay(duty.state(), NOW)).toBeNull()
  })
})
