import type { Instant, LocalDate } from '../../playout/contract/time.ts'
import type { ProblemParams } from '../errors.ts'
import type { OrderedCampaign } from './campaign.ts'
import type { CampaignProblemCode } from './campaign-errors.ts'
import type { CampaignWarning } from './campaign-warnings.ts'
import type { NamedPhase } from './phase.ts'

/** A version of one of the campaign's bulletins. */
export type CampaignVersion = Readonly<{
  id: string
  bulletin: string
  title: string
  number: number
  language: string
  class: 'ordinary' | 'priority' | 'emergency'
  state: 'draft' | 'submitted' | 'approved' | 'superseded' | 'recalled'
  lengthMs: number | null
  validFrom: Instant
  validTo: Instant | null
  supersededAt: Instant | null
}>

export type WantedCampaign = Omit<OrderedCampaign, 'id' | 'unit'> &
  Readonly<{ phases: readonly NamedPhase[] }>

/** What a campaign is held against. */
export type CampaignFacts = Readonly<{
  today: LocalDate
  zone: string
  /** Ids of stations and of groups. */
  places: ReadonlySet<string>
  versions: readonly CampaignVersion[]
  /** The campaign as it stands; null for a new one. */
  before: Readonly<{ phases: readonly NamedPhase[] }> | null
}>

type Where = Readonly<{ field: keyof WantedCampaign | null; params: ProblemParams }>

/** One thing that is said of a campaign. */
export type Finding =
  | (Where & Readonly<{ severity: 'refusal'; code: CampaignProblemCode }>)
  | (Where & Readonly<{ severity: 'warning'; code: CampaignWarning }>)
