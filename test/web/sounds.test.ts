import { describe, expect, it } from 'vitest'
import { noAnswer, ProblemError } from '../../web/api/problem.ts'
import type { NewRecording, RecordingLine } from '../../web/api/shapes.ts'
import type { Keeper, KeptRecording } from '../../web/part/kept-recording.ts'
import { makeChallenges } from '../../web/truc/challenge.ts'
import type { SoundCalls } from '../../web/truc/sound-calls.ts'
import { makeSounds, type SoundAbout } from '../../web/truc/sounds.ts'
import { FIVE } from './a-duty-day.ts'

const KB = 1024

/** A phone's disk that outlives the page. */
function aShelf(): Keeper<SoundAbout> {
  const all = new Map<number, KeptRecording<SoundAbout>>()
  return {
    begin: async (startedAt, type, name, about) => {
      const id = all.size + 1
      all.set(id, { id, startedAt, type, about, file: new File([], name) })
      return id
    },
    add: async (id, part) => {
      const one = all.get(id)
      if (one) all.set(id, { ...one, file: new File([one.file, part], one.file.name) })
    },
    note: async (id, about) => {
      const one = all.get(id)
      if (one) all.set(id, { ...one, about })
    },
    get: async (id) => all.get(id) ?? null,
    list: async () => [...all.values()],
    forget: async (id) => void all.delete(id),
  }
}

const refusal = (code: string, status = 409) =>
  new ProblemError({ status, code, vi: code, en: code })

/** A server that takes recordings, on a line that may break after so many bytes. */
function aServer() {
  const line = { breaksAfter: Number.POSITIVE_INFINITY, knowsChallenges: true, refuses: '' }
  const announced: NewRecording[] = []
  const have = new Map<string, number>()
  const calls: SoundCalls = {
    challenge: async () => ({ challenge: 'c1', goodUntil: FIVE + 600_000 }),
    recording: async () => ({}) as RecordingLine,
    announce: async (one) => {
      if (line.breaksAfter <= 0) throw new ProblemError(noAnswer)
      if (line.refuses) throw refusal(line.refuses)
      if (one.challenge && !line.knowsChallenges) throw refusal('recording-challenge-unknown')
      announced.push(one)
      have.set(one.id, have.get(one.id) ?? 0)
      const upload = (have.get(one.id) ?? 0) < one.bytes ? one.id : null
      return { upload } as RecordingLine
    },
    offset: async (upload) => have.get(upload) ?? 0,
    part: async (upload, offset, part) => {
      if (offset !== have.get(upload)) throw refusal('upload-offset')
      if (line.breaksAfter < part.size) throw new ProblemError(noAnswer)
      line.breaksAfter -= part.size
      have.set(upload, offset + part.size)
      return offset + part.size
    },
  }
  return { calls, line, announced, have }
}

function aPhone(shelf = aShelf(), made: readonly string[] = []) {
  const server = aServer()
  let sent = 0
  const open = () =>
    makeSounds({
      ...{ calls: server.calls, keeper: async () => shelf, now: () => FIVE },
      isMade: async (id) => made.includes(id),
      sent: () => {
        sent += 1
      },
    })
  return { ...server, shelf, open, sounds: open(), sent: () => sent }
}

function about(id: string, news: Partial<SoundAbout> = {}): SoundAbout {
  return {
    said: { id, station: 'phumy', date: '2024-08-15', fileName: 'a.webm', challenge: 'c1' },
    ...{ title: 'Dừng 2G', staff: 'truc.phumy', making: false, refusal: null },
    ...news,
  }
}
const file = (bytes: number) => new File([new Uint8Array(bytes)], 'a.webm')

describe('a recording on a phone', () => {
  it('is sent whole, and is then no longer on the phone', async () => {
    const { sounds, shelf, have, announced, sent } = aPhone()
    await sounds.add(file(300 * KB), about('r1'))
    expect([...have]).toEqual([['r1', 300 * KB]])
    expect(announced[0]).toMatchObject({ bytes: 300 * KB, challenge: 'c1' })
    expect(await shelf.list()).toEqual([])
    expect([sounds.state().list, sent()]).toEqual([[], 1])
  })

  it('goes on where the line broke, after a reload too', async () => {
    const { sounds, open, line, have, shelf } = aPhone()
    line.breaksAfter = 200 * KB
    await sounds.add(file(300 * KB), about('r1'))
    expect([have.get('r1'), (await shelf.list()).length]).toEqual([128 * KB, 1])
    const reloaded = open()
    await reloaded.load()
    line.breaksAfter = Number.POSITIVE_INFINITY
    await reloaded.send('truc.phumy')
    expect([have.get('r1'), (await shelf.list()).length]).toEqual([300 * KB, 0])
  })

  it('stays where nobody answers, and where another person is signed in', async () => {
    const { sounds, line, announced } = aPhone()
    line.breaksAfter = 0
    await sounds.add(file(KB), about('r1'))
    line.breaksAfter = Number.POSITIVE_INFINITY
    await sounds.send('somebody.else')
    await sounds.send(null)
    expect(announced).toEqual([])
    expect(sounds.state()).toMatchObject({ list: [{ about: { refusal: null } }], sending: null })
  })

  it('is sent without its challenge where the server does not know it', async () => {
    const { sounds, line, announced, have } = aPhone()
    line.knowsChallenges = false
    await sounds.add(file(KB), about('r1'))
    expect(announced).toMatchObject([{ challenge: null }])
    expect(have.get('r1')).toBe(KB)
  })

  it('that is refused says why until somebody has read it, and holds up no other', async () => {
    const { sounds, line, have } = aPhone()
    line.refuses = 'recording-too-old'
    await sounds.add(file(KB), about('r1'))
    line.refuses = ''
    await sounds.add(file(KB), about('r2'))
    expect([...have.keys()]).toEqual(['r2'])
    const [left] = sounds.state().list
    expect(left?.about.refusal?.code).toBe('recording-too-old')
    await sounds.drop(left?.kept ?? 0)
    expect(sounds.state().list).toEqual([])
  })

  it('that the phone cannot keep is said to be none', async () => {
    const { sounds } = aPhone({
      ...aShelf(),
      add: () => Promise.reject(new Error('QuotaExceededError')),
    })
    await sounds.add(file(KB), about('r1'))
    expect(sounds.state()).toMatchObject({ keepsNothing: true, list: [] })
  })

  it('of a page that went is sent; one that an open page still makes is not', async () => {
    const shelf = aShelf()
    for (const id of ['gone', 'going-on']) {
      const kept = await shelf.begin(FIVE, 'audio/webm', 'a.webm', about(id, { making: true }))
      await shelf.add(kept, new Blob([new Uint8Array(KB)]))
    }
    const { sounds, have } = aPhone(shelf, ['going-on'])
    await sounds.load()
    await sounds.send('truc.phumy')
    expect([...have.keys()]).toEqual(['gone'])
    expect(sounds.state().list).toMatchObject([{ about: { making: true } }])
  })
})

describe('a challenge', () => {
  it('is used once, for its own station, and not when it has run out', async () => {
    let asked = 0
    const challenges = makeChallenges({
      challenge: async () => {
        asked += 1
        return { challenge: `c${asked}`, goodUntil: FIVE + asked * 600_000 }
      },
    })
    const wish = async (at: number) => {
      challenges.wish('phumy', at)
      await Promise.resolve()
      await Promise.resolve()
    }
    await wish(FIVE)
    await wish(FIVE + 1_000)
    expect(asked).toBe(1)
    expect(challenges.take('phumy', FIVE + 2_000)).toBe('c1')
    expect(challenges.take('phumy', FIVE + 2_000)).toBeNull()
    await wish(FIVE + 3_000)
    expect(challenges.take('elsewhere', FIVE + 3_000)).toBeNull()
    await wish(FIVE + 40_000)
    expect(challenges.take('phumy', FIVE + 9_000_000)).toBeNull()
  })
})
