import type { StationId } from '../../playout/contract/ids.ts'

/** A station as the planner sees it. */
export type PlanStation = Readonly<{
  id: StationId
  unit: string
  name: string
  role: 'district' | 'commune'
  technology: 'ip' | 'fm' | 'wired'
  languages: readonly string[]
  zone: string
  volumeMillibels: number
}>
