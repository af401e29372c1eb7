import { noAnswer, ProblemError } from '../../web/api/problem.ts'
import type {
  Declaration,
  DutyDay,
  DutyRecall,
  NewDeclaration,
  Office,
  Session,
} from '../../web/api/shapes.ts'
import type { Calls } from '../../web/truc/calls.ts'

export const MINUTE = 60_000
/** 15/08/2024 05:00 in Vietnam. */
export const FIVE = Date.UTC(2024, 7, 14, 22)

export function aDutyDay(news: Partial<DutyDay> = {}): DutyDay {
  return {
    sample: true,
    station: 'phumy',
    stationName: 'Xã Phú Mỹ',
    technology: 'wired',
    date: '2024-08-15',
    zone: 'Asia/Ho_Chi_Minh',
    serverTime: FIVE,
    windows: [0, 1, 2].map((index) => ({
      window: `w${index}`,
      name: `${index}`,
      startsAt: FIVE + index * 60 * MINUTE,
      endsAt: FIVE + index * 60 * MINUTE + 30 * MINUTE,
      emergency: false,
      expected: [],
      declaration: null,
    })),
    ...news,
  }
}

export function aDeclaration(news: Partial<Declaration> = {}): Declaration {
  return {
    id: 'd1',
    station: 'phumy',
    window: 'w0',
    date: '2024-08-15',
    verdict: 'full',
    reason: null,
    note: null,
    declaredBy: 'Kim Thị Sa Rây',
    declaredAt: FIVE,
    receivedAt: FIVE,
    replaces: null,
    leaf: 1,
    ...news,
  }
}

const office: Office = {
  name: 'Đài huyện',
  sample: true,
  furnished: true,
  zone: 'Asia/Ho_Chi_Minh',
  district: 'Huyện Mỹ Tú',
  station: 'district',
  quietHours: null,
  samplePersons: [],
  rootFingerprint: '',
  version: '0',
  serverTime: FIVE,
}

export const aSession: Session = {
  staff: {
    id: 'truc.phumy',
    username: 'truc.phumy',
    name: 'Kim Thị Sa Rây',
    language: 'vi',
    mustChangePassword: false,
  },
  roles: [],
  expiresAt: FIVE,
}

const aRecall: DutyRecall = {
  ...{ id: 'r1', station: 'phumy', title: 'Dừng 2G', at: FIVE, reason: 'sai ngày' },
  ...{ dropped: false, confirmed: false },
}

/** A server that keeps declarations by id, behind a network that a test can cut. */
export function anOffice() {
  const network = { down: false }
  const kept = new Map<string, Declaration>()
  const received: string[] = []
  /** When each recall was said to be wiped, by the phone's clock. */
  const wiped: number[] = []
  const through = <Answer>(give: () => Answer): Promise<Answer> =>
    network.down ? Promise.reject(new ProblemError(noAnswer)) : Promise.resolve().then(give)
  const answers = {
    declare: (one: NewDeclaration): Declaration => {
      received.push(one.id)
      const known = kept.get(one.id)
      const fresh = aDeclaration({
        id: one.id,
        window: one.window,
        verdict: one.verdict,
        reason: one.reason ?? null,
        note: one.note ?? null,
        replaces: one.replaces ?? null,
      })
      kept.set(one.id, known ?? fresh)
      return known ?? fresh
    },
    session: (): Session => aSession,
  }
  const calls: Calls = {
    office: () => through(() => office),
    session: () => through(() => answers.session()),
    signIn: () => through(() => aSession),
    signOut: () => through(() => undefined),
    duty: () =>
      through(() => {
        const day = aDutyDay()
        const said = (window: string) =>
          [...kept.values()].filter((one) => one.window === window).at(-1) ?? null
        return {
          ...day,
          windows: day.windows.map((one) => ({ ...one, declaration: said(one.window) })),
        }
      }),
    recalls: () => through(() => ({ recalls: [{ ...aRecall, confirmed: wiped.length > 0 }] })),
    wiped: (_recall, _station, tappedAt) =>
      through(() => {
        wiped.push(tappedAt)
      }),
    declare: (one) => through(() => answers.declare(one)),
  }
  return { calls, network, kept, received, wiped, answers }
}

/** A phone's memory that outlives the page. */
export function aMemory(): Pick<Storage, 'getItem' | 'setItem'> {
  const held = new Map<string, string>()
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
  }
}

/** Lets everything that is under way come to rest. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}
