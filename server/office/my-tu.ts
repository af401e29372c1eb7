import type { ClusterRow, StationRow, UnitRow } from '../db/place-rows.ts'
import { plainStation } from '../db/plain-rows.ts'

/**
 * Mỹ Tú district as it was in 2024: real names and administrative codes (General Statistics Office,
 * state before 1/7/2025). A clean office offers these units; the sample adds invented equipment.
 */
export const MY_TU = {
  code: '944',
  name: 'Huyện Mỹ Tú',
  station: 'Đài Truyền thanh huyện Mỹ Tú',
  zone: 'Asia/Ho_Chi_Minh',
} as const

type Commune = Readonly<{
  key: string
  code: string
  kind: 'commune' | 'town'
  name: string
  /** Invented: which communes had what is not published. */
  technology: StationRow['technology']
  languages: readonly string[]
  clusters: number
}>

export const MY_TU_COMMUNES: readonly Commune[] = [
  {
    key: 'huynhhuunghia',
    code: '31567',
    kind: 'town',
    name: 'Thị trấn Huỳnh Hữu Nghĩa',
    technology: 'ip',
    languages: ['vi'],
    clusters: 14,
  },
  {
    key: 'longhung',
    code: '31579',
    kind: 'commune',
    name: 'Xã Long Hưng',
    technology: 'ip',
    languages: ['vi'],
    clusters: 12,
  },
  {
    key: 'hungphu',
    code: '31588',
    kind: 'commune',
    name: 'Xã Hưng Phú',
    technology: 'fm',
    languages: ['vi'],
    clusters: 10,
  },
  {
    key: 'myhuong',
    code: '31591',
    kind: 'commune',
    name: 'Xã Mỹ Hương',
    technology: 'fm',
    languages: ['vi'],
    clusters: 13,
  },
  {
    key: 'mytu',
    code: '31597',
    kind: 'commune',
    name: 'Xã Mỹ Tú',
    technology: 'ip',
    languages: ['vi'],
    clusters: 12,
  },
  {
    key: 'myphuoc',
    code: '31603',
    kind: 'commune',
    name: 'Xã Mỹ Phước',
    technology: 'fm',
    languages: ['vi'],
    clusters: 15,
  },
  {
    key: 'thuanhung',
    code: '31606',
    kind: 'commune',
    name: 'Xã Thuận Hưng',
    technology: 'wired',
    languages: ['vi', 'km'],
    clusters: 9,
  },
  {
    key: 'mythuan',
    code: '31609',
    kind: 'commune',
    name: 'Xã Mỹ Thuận',
    technology: 'fm',
    languages: ['vi'],
    clusters: 11,
  },
  {
    key: 'phumy',
    code: '31612',
    kind: 'commune',
    name: 'Xã Phú Mỹ',
    technology: 'wired',
    languages: ['km', 'vi'],
    clusters: 12,
  },
]

/** The windows that are customary and therefore offered, local time. */
export const USUAL_WINDOWS = ['05:00', '11:00', '17:00'] as const

/** Law and custom: nothing sounds then but a confirmed emergency. */
export const USUAL_QUIET_HOURS = { from: '21:00', to: '05:00' } as const

type Places = Readonly<{ units: UnitRow[]; stations: StationRow[]; clusters: ClusterRow[] }>

/** Rows of the district, its communes, their stations and (where invented) clusters. */
export function placesOfMyTu(validFrom: string): Places {
  const district: UnitRow = {
    id: 'mytu-district',
    code: MY_TU.code,
    kind: 'district',
    name: MY_TU.name,
    parent_id: null,
    valid_from: validFrom,
    valid_to: null,
  }
  const stationOf = (unit: UnitRow, id: string, more: Partial<StationRow>): StationRow => ({
    id,
    unit_id: unit.id,
    name: unit.name,
    role: 'commune',
    technology: 'ip',
    languages: '["vi"]',
    zone: MY_TU.zone,
    volume_millibels: 0,
    phone: null,
    ...plainStation,
    ...more,
  })
  const places: Places = {
    units: [district],
    stations: [stationOf(district, 'district', { name: MY_TU.station, role: 'district' })],
    clusters: [],
  }
  for (const { key, code, kind, name, technology, languages, clusters } of MY_TU_COMMUNES) {
    const unit: UnitRow = { ...district, id: key, code, kind, name, parent_id: district.id }
    places.units.push(unit)
    places.stations.push(stationOf(unit, key, { technology, languages: JSON.stringify(languages) }))
    for (let number = 1; number <= clusters; number++)
      places.clusters.push({
        id: `${key}-${number}`,
        station_id: key,
        name: `Cụm ${number}`,
        technology,
        speakers: 2,
        output: null,
      })
  }
  return places
}
