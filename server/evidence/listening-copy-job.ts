import { rm } from 'node:fs/promises'
import path from 'node:path'
import { copyToListen } from '../../media/listening-copy.ts'
import type { Digest } from '../../playout/contract/ids.ts'
import type { MediaTools } from '../bulletin/sound.ts'
import type { Deps } from '../deps.ts'
import { type CopyDue, keepCopy, listCopiesDue } from './listening-copy-store.ts'

/** After a fault that is nobody's file, such as a full disk. */
const TRY_AGAIN_MS = 60_000
/** A day is encoded within minutes; whatever takes longer is stuck. */
const TIME_LIMIT_MS = 2 * 3_600_000

/**
 * Makes copies of recordings that browsers play, one at a time, when all that they prove is known
 * already: nobody waits for them but who listens.
 */
export type ListeningCopyJob = Readonly<{
  /** Says that one is due. */
  wake(): void
  /** How much of one's copy is made; null unless it is being made. */
  percent(id: string): number | null
  /** Stops; what was under way begins anew with the next start. */
  close(): Promise<void>
}>

/** @param changed hears of a copy that is there, or of how far it is */
export function startListeningCopyJob(
  { db, clock, log }: Pick<Deps, 'db' | 'clock' | 'log'>,
  tools: MediaTools,
  changed: (recording: CopyDue) => void,
): ListeningCopyJob {
  const closing = new AbortController()
  let current: Readonly<{ id: string; percent: number }> | null = null
  let working: Promise<void> | null = null
  let wanted = false

  function wake(): void {
    wanted = true
    if (!closing.signal.aborted) working ??= work()
  }

  async function work(): Promise<void> {
    try {
      while (wanted && !closing.signal.aborted) {
        wanted = false
        for (let next = await first(); next; next = await first()) await copy(next)
      }
    } catch (error) {
      if (closing.signal.aborted) return
      log.error({ err: error }, 'recordings cannot be copied for browsers now')
      clock.after(TRY_AGAIN_MS, wake)
    } finally {
      working = null
    }
  }

  async function first(): Promise<CopyDue | undefined> {
    closing.signal.throwIfAborted()
    return (await listCopiesDue(db))[0]
  }

  async function copy(due: CopyDue): Promise<void> {
    const { id, digest, kind, durationMs } = due
    const { program, store } = tools
    const copyTo = path.join(tools.workFolder, `copy-of-${id}`)
    current = { id, percent: 0 }
    try {
      const contentType = await copyToListen({
        ...{ program, path: store.pathOf(digest), kind, copyTo },
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(TIME_LIMIT_MS)]),
        onProgress: (copiedMs) => {
          const percent = Math.min(99, Math.floor((copiedMs / Math.max(1, durationMs)) * 100))
          if (current?.percent === percent) return
          current = { id, percent }
          changed(due)
        },
      }).catch((error: unknown) => {
        if ((error as Error).name !== 'TimeoutError') throw error
        return null
      })
      // Without one, the file itself is what there is: some browsers play it.
      if (contentType === null) log.error({ recording: id }, 'a recording could not be copied')
      const made = contentType && {
        ...{ digest: (await store.putFile(copyTo)).digest as Digest, contentType },
      }
      await keepCopy(db, id, made || null)
    } finally {
      current = null
      await rm(copyTo, { force: true })
    }
    changed(due)
  }

  return {
    wake,
    percent: (id) => (current?.id === id ? current.percent : null),
    close: async () => {
      closing.abort(new Error('the server is closing'))
      await working
    },
  }
}
