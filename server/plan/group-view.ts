import { z } from 'zod'
import { visibleLine } from '../plain-text.ts'

export const WantedGroup = z.object({
  name: visibleLine(100),
  stations: z.array(z.string().max(100)).min(1).max(500),
})

export const GroupView = z.object({
  id: z.string(),
  name: z.string(),
  /** Those that belong to it by the latest word. */
  stations: z.array(z.string()),
})
