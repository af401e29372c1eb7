import { flushCompileCache } from 'node:module'
import { setPriority } from 'node:os'
import type { HearingJob, HearMessage, HearOutcome } from './hear.ts'
import { hearFile } from './hear-file.ts'

/** The process that `hear` starts: one recording, then its end. */

/** The last of all: nobody waits for a recording while a page or a player waits for the processor. */
const NICENESS = 19

try {
  setPriority(NICENESS)
} catch {
  // The system knows no priorities: it runs as it is.
}

// It is ended by force, which keeps nothing.
flushCompileCache()

// Whoever asked is gone, and nobody else wants the answer.
process.on('disconnect', () => process.exit(1))
process.once('message', async (job: HearingJob) => {
  try {
    const outcome: HearOutcome = await hearFile(job, (progress) =>
      say({ type: 'progress', progress }),
    )
    say({ type: 'outcome', outcome })
  } catch (error) {
    const { stack, message } = error as Error
    say({ type: 'fault', message: stack ?? message })
  }
})

function say(message: HearMessage): void {
  process.send?.(message)
}
