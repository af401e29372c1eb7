import { z } from 'zod'
import { plannedDate } from '../calendar-date.ts'
import { WantedChanges } from '../plan/change-view.ts'

export const WantedImport = z.object({
  station: z.string(),
  window: z.string(),
  date: plannedDate,
  /** Of the M3U or XSPF file, as it is. */
  text: z.string(),
})

export const ImportView = z.object({
  /** What the list calls itself. */
  title: z.string().nullable(),
  format: z.enum(['m3u', 'xspf']),
  windowName: z.string(),
  /** What would be placed, in this order. */
  placed: z.array(
    z.object({
      line: z.int(),
      title: z.string(),
      version: z.string(),
      bulletin: z.string(),
      language: z.string(),
      lengthMs: z.int(),
      /** Its name of ours, its sound, the address of its file, or its exact title. */
      by: z.enum(['identifier', 'sound', 'address', 'title']),
    }),
  ),
  /** What would not, and why. */
  left: z.array(
    z.object({
      line: z.int(),
      title: z.string(),
      reason: z.object({ code: z.string(), vi: z.string(), en: z.string() }),
    }),
  ),
  /** Of what would be placed, and of the station's own part of the window. */
  lengthMs: z.int(),
  roomMs: z.int(),
  /** For `/plan/changes/preview` and then `/plan/changes`; empty when nothing would be placed. */
  changes: z.array(WantedChanges.shape.changes.element),
})
