import { setPriority } from 'node:os'
import type { HearingJob, HearMessage, HearOutcome } from './hear.ts'
import { hearFile } from './hear-file.ts'

/** The process that `hear` starts: one recording, then its end. */

/** As ffmpeg's own (launch.ts). */
const NICENESS = 10

try {
  setPriority(NICENESS)
} catch {
  // The system knows no priorities: it runs as it is.
}

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
