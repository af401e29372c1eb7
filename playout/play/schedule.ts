import { isAbsolute, resolve } from 'node:path'

/** A schedule file as the measuring kit writes it (see its README). */
export type Scheduled = Readonly<{
  id: string
  /** Absolute path of the sound file, of any format. */
  path: string
  /** Exact start, UTC ms; null: straight after the one before. */
  at: number | null
  /** Length in samples; null: as long as the file is. */
  lengthSamples: number | null
}>

/**
 * @param folder what relative paths are relative to
 * @throws Error with a sentence when it is not a schedule
 */
export function parseSchedule(text: string, folder: string): readonly Scheduled[] {
  const document: unknown = JSON.parse(text)
  const items = isRecord(document) ? document.items : null
  if (!Array.isArray(items)) throw new Error('a schedule is an object with a list "items"')
  return items.map((item: unknown, index) => {
    if (!isRecord(item)) throw new Error(`item ${index + 1} of the schedule is not an object`)
    const { id, path, at, duration } = item
    if (typeof path !== 'string') throw new Error(`item ${index + 1} of the schedule has no path`)
    if (at !== undefined && typeof at !== 'number')
      throw new Error(`item ${index + 1} of the schedule: "at" is not a number of ms`)
    if (index === 0 && at === undefined) throw new Error('the first item needs an instant "at"')
    const seconds = typeof duration === 'number' && duration > 0 ? duration : null
    return {
      id: typeof id === 'string' ? id : String(index + 1),
      path: isAbsolute(path) ? path : resolve(folder, path),
      at: at ?? null,
      lengthSamples: seconds === null ? null : Math.round(seconds * 48_000),
    }
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
