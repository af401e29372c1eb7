import { useRef, useState } from 'react'
import { isStale } from '../api/as-read.ts'
import { answer, api } from '../api/client.ts'
import type { PlanOutlook, Rehearsal, Rehearsed } from '../api/planning.ts'

/** Something that is wanted, on its way: looked at, read where anything sounds otherwise, then done. */
export type ReadingFirst<Wanted, Seen extends PlanOutlook = PlanOutlook> = Readonly<{
  ask: (wanted: Wanted) => void
  /** What is on its way; null while nothing is. */
  asked: Wanted | null
  /** What would sound, once it is there to be read. */
  seen: Seen | null
  /** True when it is read again, since something changed after it was first read. */
  stale: boolean
  /** What others changed meanwhile of the very record, in words; it stays as they set it. */
  others: readonly string[]
  saving: boolean
  error: unknown
  onSave: () => void
  onLeave: () => void
}>

type Read<Wanted, Seen> = Readonly<{
  wanted: Wanted
  seen: Seen
  stale: boolean
  others: readonly string[]
}>

/** How often what was read is compared anew where nothing of it has changed. */
const MOST_TRIES = 4

/**
 * The server plays a thing through and undoes it. Where everything sounds as before it is done at once;
 * else the next 24 hours are read first. It is saved as it was read: when something has changed since,
 * it is played through and read again.
 */
export function useReadingFirst<Wanted, Saved = unknown, Seen extends PlanOutlook = PlanOutlook>({
  look,
  save,
  onDone,
  onTop,
  always = false,
}: {
  look: (wanted: Wanted) => Promise<Seen>
  /** @param revision of what was read */
  save: (wanted: Wanted, revision: string) => Promise<Saved>
  /** With what saving answered. */
  onDone: (saved: Saved, wanted: Wanted) => unknown
  /** Puts what was filled in on top of what others saved meanwhile. */
  onTop?: (wanted: Wanted) => Promise<Readonly<{ wanted: Wanted; others: readonly string[] }>>
  /** Read also where everything sounds as before. */
  always?: boolean
}): ReadingFirst<Wanted, Seen> {
  const [asked, setAsked] = useState<Wanted | null>(null)
  const [read, setRead] = useState<Read<Wanted, Seen> | null>(null)
  const [saving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>(null)
  /** A second click comes before the screen has drawn the first. */
  const busy = useRef(false)

  async function once(act: () => Promise<void>): Promise<void> {
    if (busy.current) return
    busy.current = true
    setError(null)
    try {
      await act()
    } catch (caught) {
      setError(caught)
    } finally {
      busy.current = false
      setAsked(null)
      setSaving(false)
    }
  }

  async function playThrough(wanted: Wanted, stale: boolean): Promise<Read<Wanted, Seen>> {
    const top = onTop ? await onTop(wanted) : { wanted, others: [] }
    return { ...top, seen: await look(top.wanted), stale }
  }

  async function write(one: Read<Wanted, Seen>, tries = 1): Promise<void> {
    setSaving(true)
    let saved: Saved
    try {
      saved = await save(one.wanted, one.seen.revision)
    } catch (caught) {
      if (!isStale(caught) || tries === MOST_TRIES) throw caught
      const again = await playThrough(one.wanted, true)
      // Something changed, but nothing of what was read.
      if (saysTheSame(one, again)) return write({ ...again, stale: one.stale }, tries + 1)
      setRead(again)
      return
    }
    setRead(null)
    await onDone(saved, one.wanted)
  }

  return {
    ...{ asked, saving, error },
    ...{ seen: read?.seen ?? null, stale: read?.stale ?? false, others: read?.others ?? [] },
    ask: (wanted) =>
      void once(async () => {
        setAsked(wanted)
        const one = await playThrough(wanted, false)
        if (always || one.seen.stations.length > 0) setRead(one)
        else await write(one)
      }),
    onSave: () => {
      if (read) void once(() => write(read))
    },
    onLeave: () => {
      if (busy.current) return
      setError(null)
      setRead(null)
    },
  }
}

function saysTheSame<Wanted, Seen extends PlanOutlook>(
  one: Read<Wanted, Seen>,
  other: Read<Wanted, Seen>,
): boolean {
  const words = ({ wanted, seen, others }: Read<Wanted, Seen>) =>
    JSON.stringify([wanted, others, { ...seen, revision: '' }])
  return words(one) === words(other)
}

/** What would sound if it were set so; nothing is saved. */
export function rehearsed(wanted: Rehearsal): Promise<Rehearsed> {
  return answer(api.POST('/api/v1/plan/rehearsals', { body: wanted }))
}
