import { noAnswer, ProblemError } from '../api/problem.ts'
import type { NewRecording, Problem } from '../api/shapes.ts'
import type { Keeper } from '../part/kept-recording.ts'
import { verdictOf } from './queue.ts'
import type { SoundCalls } from './sound-calls.ts'

/**
 * A recording on the phone, until the server has all of it.
 *
 *   making --stopped, or the page went--> waiting --all of it sent--> (gone: the day then shows it)
 *                                            +--refused--> refused --read--> (gone)
 */
export type SoundAbout = Readonly<{
  said: Omit<NewRecording, 'bytes'>
  /** Of the bulletin for which it was made. */
  title: string
  /** Who made it: another person's session never sends it. */
  staff: string
  making: boolean
  refusal: Problem | null
}>

type KeptSound = Readonly<{ kept: number; about: SoundAbout; file: File }>

export type SoundsState = Readonly<{
  list: readonly KeptSound[]
  /** This browser keeps nothing, or the phone is full. */
  keepsNothing: boolean
  /** The one that is being sent, and how much of it the server has. */
  sending: Readonly<{ kept: number; bytes: number }> | null
}>

export type Sounds = Readonly<{
  state(): SoundsState
  listen(hear: () => void): () => void
  /** Reads what lies on the phone. */
  load(): Promise<void>
  /** A file that somebody chose. */
  add(file: File, about: SoundAbout): Promise<void>
  send(staff: string | null): Promise<void>
  drop(kept: number): Promise<void>
}>

type SoundsDeps = Readonly<{
  calls: SoundCalls
  keeper(): Promise<Keeper<SoundAbout>>
  now(): number
  /** Is it being made by a page that is open? */
  isMade(id: string): Promise<boolean>
  /** One more has come to the server. */
  sent(): void
}>

/** What of it goes out when there is a network. */
export function waitingSounds({ list }: SoundsState, staff: string): readonly KeptSound[] {
  return list.filter(
    ({ about }) => about.staff === staff && !about.making && about.refusal === null,
  )
}

/** So much is lost when the line breaks. */
const PART_BYTES = 128 * 1024
/** Another connection of the same upload may not be quite gone. */
const DISAGREEMENTS = 3

/** Recordings that lie on the phone, and their way to the server: one after another, part by part. */
export function makeSounds({ calls, keeper, now, isMade, sent }: SoundsDeps): Sounds {
  const listeners = new Set<() => void>()
  let state: SoundsState = { list: [], keepsNothing: false, sending: null }
  let busy = false
  const set = (news: Partial<SoundsState>) => {
    state = { ...state, ...news }
    for (const hear of listeners) hear()
  }

  async function load(): Promise<void> {
    const shelf = await keeper()
    const list: KeptSound[] = []
    for (const { id, about, file } of await shelf.list()) {
      const made = about.making && (await isMade(about.said.id))
      if (about.making && !made) await shelf.note(id, { ...about, making: false })
      list.push({ kept: id, about: { ...about, making: made }, file })
    }
    set({ list })
  }

  async function announce({ kept, about, file }: KeptSound) {
    const said = { ...about.said, bytes: file.size }
    try {
      return await calls.announce(said)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'recording-challenge-unknown')
        throw error
      // Without it nothing is lost but a word about freshness.
      const without = { ...about.said, challenge: null }
      await (await keeper()).note(kept, { ...about, said: without })
      return calls.announce({ ...without, bytes: file.size })
    }
  }

  async function sendOne(one: KeptSound): Promise<void> {
    const { kept, file } = one
    set({ sending: { kept, bytes: 0 } })
    const { upload } = await announce(one)
    let disagreements = 0
    let at = upload === null ? file.size : await calls.offset(upload)
    while (upload !== null && at < file.size) {
      set({ sending: { kept, bytes: at } })
      try {
        at = await calls.part(upload, at, file.slice(at, at + PART_BYTES))
      } catch (error) {
        if (!(error instanceof ProblemError) || error.problem.status !== 409) throw error
        disagreements += 1
        if (disagreements > DISAGREEMENTS) throw new ProblemError(noAnswer)
        at = await calls.offset(upload)
      }
    }
    await (await keeper()).forget(kept)
    set({ list: state.list.filter((other) => other.kept !== kept) })
    sent()
  }

  async function send(staff: string | null): Promise<void> {
    if (busy || staff === null) return
    busy = true
    try {
      for (;;) {
        const [one] = waitingSounds(state, staff)
        if (!one) return
        try {
          await sendOne(one)
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error
          if (verdictOf(error.problem.status) !== 'refused') return
          const about = { ...one.about, refusal: error.problem }
          await (await keeper()).note(one.kept, about)
          set({
            list: state.list.map((other) => (other.kept === one.kept ? { ...one, about } : other)),
          })
        }
      }
    } finally {
      busy = false
      set({ sending: null })
    }
  }

  return {
    state: () => state,
    listen: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    load,
    add: async (file, about) => {
      try {
        const shelf = await keeper()
        const kept = await shelf.begin(now(), file.type, file.name, about)
        await shelf.add(kept, file)
        await load()
        set({ keepsNothing: false })
      } catch {
        set({ keepsNothing: true })
        return
      }
      await send(about.staff)
    },
    send,
    drop: async (kept) => {
      await (await keeper()).forget(kept)
      set({ list: state.list.filter((one) => one.kept !== kept) })
    },
  }
}
