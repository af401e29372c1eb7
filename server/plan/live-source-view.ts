import { z } from 'zod'
import { visibleLine } from '../plain-text.ts'

export const WantedLiveSource = z.object({
  source: z.enum(['vov', 'province', 'district', 'commune']),
  kind: z.enum(['stream', 'line-in']),
  name: visibleLine(100),
  /** `http(s)://…` or `icecast://…`; of a line-in the name of the input at the player. */
  address: visibleLine(500),
  backupAddress: visibleLine(500).nullable().default(null),
})

export const LiveSourceView = WantedLiveSource.extend({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  backupAddress: z.string().nullable(),
})
