import type { IngestProgress } from '../media/sound.ts'
import { progressOf } from './bulletin/upload.ts'

/** How far each file that is being taken in has got, said from time to time. */
export type ProgressTeller = Readonly<{
  went(file: string, progress: IngestProgress): void
  finished(file: string): void
  stop(): void
}>

/** A person who waits for a long file sees that it goes on. */
const EVERY_MS = 3000

/** @param say one line, without its end */
export function tellProgress(say: (line: string) => void): ProgressTeller {
  const percents = new Map<string, number>()
  const timer = setInterval(() => {
    for (const [file, percent] of percents) say(`… ${file} ${percent} %`)
  }, EVERY_MS)
  return {
    went: (file, progress) => percents.set(file, progressOf(progress).percent),
    finished: (file) => percents.delete(file),
    stop: () => clearInterval(timer),
  }
}
