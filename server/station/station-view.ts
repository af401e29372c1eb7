import { z } from 'zod'
import { StationStatusText } from '../../playout/contract/exchange.ts'
import type { Instant } from '../../playout/contract/time.ts'
import type { UnitRow } from '../db/place-rows.ts'
import { healthOf } from './station.ts'
import type { KnownStation } from './station-store.ts'

const Technology = z.enum(['ip', 'fm', 'wired'])

export const UnitView = z
  .object({
    id: z.string(),
    code: z.string(),
    kind: z.enum(['district', 'commune', 'town']),
    name: z.string(),
    parent: z.string().nullable(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
  })
  .meta({ id: 'Unit' })

/** How reachable a station is, derived from its last contact; never stored. */
const Health = z.enum(['no-telemetry', 'never-seen', 'well', 'late', 'out-of-reach'])

export const StationView = z
  .object({
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
      z.object({
        ...{ id: z.string(), name: z.string(), technology: Technology, speakers: z.int() },
        /** The output of the player that drives it; null: it cannot be stopped by itself. */
        output: z.string().nullable(),
      }),
    ),
    health: Health,
    lastSeenAt: z.int().nullable(),
    /** The latest status that it sent; null for stations without our player. */
    status: StationStatusText.nullable(),
    manifestVersion: z.int(),
    enrolled: z.boolean(),
  })
  .meta({ id: 'Station' })

export const StationEdit = z.object({
  phone: z
    .string()
    .trim()
    .regex(/^[\d +().-]{3,30}$/)
    .nullable(),
})

export const EnrolmentCodeView = z
  .object({
    station: z.string(),
    /** `tiep-am:…`, shown once. */
    code: z.string(),
    /** The same as a picture. */
    qrSvg: z.string(),
    rootFingerprint: z.string(),
    expiresAt: z.int(),
  })
  .meta({ id: 'EnrolmentCode' })

export const RootView = z
  .object({
    rootKey: z.string(),
    fingerprint: z.string(),
    serverTime: z.int(),
  })
  .meta({ id: 'Root' })

export function showUnit(unit: UnitRow): z.infer<typeof UnitView> {
  const { id, code, kind, name } = unit
  return {
    ...{ id, code, kind, name, parent: unit.parent_id },
    ...{ validFrom: unit.valid_from, validTo: unit.valid_to },
  }
}

export function showStation(station: KnownStation, now: Instant): z.infer<typeof StationView> {
  const { id, name, role, technology, zone, phone, lastSeenAt, status, unitCode } = station
  return {
    ...{ id, unit: station.unit_id, unitCode, name, role, technology, zone, phone, lastSeenAt },
    languages: JSON.parse(station.languages),
    clusters: station.clusters.map(({ id, name, technology, speakers, output }) => ({
      ...{ id, name, technology, speakers, output },
    })),
    health: healthOf(technology, lastSeenAt, now),
    // Kept as it came; one of another version of the contract is not shown rather than half shown.
    status: StationStatusText.safeParse(JSON.parse(status ?? 'null')).data ?? null,
    manifestVersion: station.manifestVersion,
    enrolled: station.enrolled,
  }
}
