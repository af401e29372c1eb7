import { z } from 'zod'
import { plannedDate } from '../calendar-date.ts'
import { CampaignEdit, NewCampaign } from '../campaign/campaign-view.ts'
import { visibleLine } from '../plain-text.ts'
import { LanguageMix } from '../station/language-mix-view.ts'
import { NewPick, NewPriorityOrder } from './commune-view.ts'
import { WantedGroup } from './group-view.ts'
import { WantedLiveSource } from './live-source-view.ts'
import { QuietHours } from './quiet-hours-view.ts'
import { Limits } from './station-limit-view.ts'
import { NewWindow, WindowExceptions } from './window-view.ts'

/** What somebody is about to set, and wants to see first. */
export const Rehearsal = z.discriminatedUnion('what', [
  z.object({
    what: z.literal('window'),
    window: NewWindow,
    /** The window whose place it takes from its first day on. */
    instead: z.string().max(200).nullable().default(null),
  }),
  z.object({ what: z.literal('window-end'), window: z.string().max(200), before: plannedDate }),
  WindowExceptions.extend({
    what: z.literal('window-exceptions'),
    window: z.string().max(200),
  }),
  z.object({
    what: z.literal('calendar-day'),
    name: visibleLine(100),
    from: plannedDate,
    to: plannedDate,
    closed: z.boolean(),
    withoutMusic: z.boolean(),
    stations: z.array(z.string().max(100)).min(1).max(500).nullable(),
  }),
  z.object({ what: z.literal('calendar-day-withdrawn'), day: z.string().max(100) }),
  QuietHours.extend({ what: z.literal('quiet-hours') }),
  /** Other stations in a group, which have its windows from tomorrow on. */
  WantedGroup.extend({ what: z.literal('group'), group: z.string().max(100) }),
  z.object({ what: z.literal('group-removed'), group: z.string().max(100) }),
  WantedLiveSource.extend({ what: z.literal('live-source'), live: z.string().max(100) }),
  z.object({ what: z.literal('live-source-removed'), live: z.string().max(100) }),
  Limits.extend({ what: z.literal('limits'), station: z.string().max(100) }),
  LanguageMix.extend({ what: z.literal('language-mix'), station: z.string().max(100) }),
  z.object({ what: z.literal('campaign'), order: NewCampaign }),
  z.object({
    what: z.literal('campaign-edit'),
    campaign: z.string().max(100),
    edit: CampaignEdit,
  }),
  /** What a commune takes into its own part, in which windows; what it drops; what comes first. */
  NewPick.extend({ what: z.literal('commune-pick') }),
  z.object({ what: z.literal('commune-pick-dropped'), pick: z.string().max(100) }),
  NewPriorityOrder.extend({ what: z.literal('commune-order') }),
])
