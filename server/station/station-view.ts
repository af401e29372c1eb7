import { z } from 'zod'
import { StationStatusText } from '../../playout/contract/exchange.ts'

export const Technology = z.enum(['ip', 'fm', 'wired'])

export const UnitView = z.object({
  id: z.string(),
  code: z.string(),
  kind: z.enum(['district', 'commune', 'town']),
  name: z.string(),
  parent: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
})

/** How reachable a station is, derived from its last contact; never stored. */
export const Health = z.enum(['no-telemetry', 'never-seen', 'well', 'late', 'out-of-reach'])

export const StationView = z.object({
  id: z.string(),
  unit: z.string(),
  unitCode: z.string(),
  name: z.string(),
  role: z.enum(['district', 'commune']),
  technology: Technology,
  languages: z.array(z.string()),
  zone: z.string(),
  phone: z.string().nullable(),
  clusters: z.array(
    z.object({ id: z.string(), name: z.string(), technology: Technology, speakers: z.int() }),
  ),
  health: Health,
  lastSeenAt: z.int().nullable(),
  /** The latest status that it sent; null for stations without our player. */
  status: StationStatusText.nullable(),
  manifestVersion: z.int(),
  enrolled: z.boolean(),
})

export const EnrolmentCodeView = z.object({
  station: z.string(),
  /** `tiep-am:…`, shown once. */
  code: z.string(),
  /** The same as a picture. */
  qrSvg: z.string(),
  rootFingerprint: z.string(),
  expiresAt: z.int(),
})
