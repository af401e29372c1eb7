import { z } from 'zod'
import { calendarDate, plannedDate } from '../calendar-date.ts'
import { instantField } from '../instant-field.ts'
import { plainLine, plainText, visibleLine } from '../plain-text.ts'
import { MOST_AIRINGS } from './campaign-order.ts'

const DAY_MS = 86_400_000

/** Ids of stations and of groups of them. */
const places = z.array(z.string().min(1).max(100)).min(1).max(500)

/** What is asked of every station that airs it by itself, day by day. */
const order = {
  /** Against other campaigns. */
  weight: z.int().min(1).max(100),
  /** Airings per station and day that have to be reached. */
  floor: z.int().min(0).max(MOST_AIRINGS),
  /** Airings per station and day that may not be passed; null for as many as there is room for. */
  cap: z.int().min(0).max(MOST_AIRINGS).nullable(),
  /** Windows a day in which it wants to be heard; null for all. */
  spread: z.int().min(1).max(MOST_AIRINGS).nullable(),
  /** Least time from the start of an airing to the next of the same bulletin, of the campaign. */
  bulletinGapMs: z.int().min(0).max(DAY_MS),
  campaignGapMs: z.int().min(0).max(DAY_MS),
  /** How much of a window's own part it may take. */
  sharePercent: z.int().min(1).max(100),
  /** Where it must be heard; null for everywhere. */
  heardAt: places.nullable(),
  /** Whose own parts carry it, beside relaying; null for the district's alone. */
  airedBy: places.nullable(),
}

const facts = {
  name: visibleLine(200),
  /** The document that ordered it: number, date, what it is about. */
  dispatch: plainLine(500),
  periodFrom: calendarDate,
  periodTo: calendarDate,
  extendedUntil: calendarDate.nullable(),
  reportDates: z.array(calendarDate).max(50),
}

/** As somebody asks for it: days that can be planned for. */
const wanted = {
  ...facts,
  periodFrom: plannedDate,
  periodTo: plannedDate,
  extendedUntil: plannedDate.nullable(),
  reportDates: z.array(plannedDate).max(50),
}

const dispatchText = plainText(50_000).nullable()

/** Which versions sound from when to when, in order of time. */
const NewPhase = z.object({
  name: visibleLine(100),
  fromAt: instantField,
  untilAt: instantField.nullable(),
  versions: z.array(z.string().max(100)).max(500),
})

export const CampaignView = z.object({
  ...{ id: z.string(), unit: z.string(), ...facts, ...order },
  bulletins: z.int(),
})

/** A refusal or a warning, in words. */
export const Said = z.object({
  severity: z.enum(['refusal', 'warning']),
  /** What of the campaign it is about, as the field is named here; null for the whole. */
  field: z.string().nullable(),
  code: z.string(),
  vi: z.string(),
  en: z.string(),
})

/** A version that a phase may name. */
const CampaignVersion = z.object({
  id: z.string(),
  bulletin: z.string(),
  title: z.string(),
  number: z.int(),
  language: z.string(),
  class: z.enum(['ordinary', 'priority', 'emergency']),
  state: z.enum(['draft', 'submitted', 'approved', 'superseded', 'recalled']),
  /** Null while it has no sound. */
  lengthMs: z.int().nullable(),
})

export const CampaignDetail = CampaignView.extend({
  dispatchText: z.string().nullable(),
  phases: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      fromAt: z.int(),
      untilAt: z.int().nullable(),
      versions: z.array(CampaignVersion),
    }),
  ),
  /** Every version of its bulletins, for phases to choose from. */
  versions: z.array(CampaignVersion),
  /** True when the one who asks may change it. */
  mayEdit: z.boolean(),
  /** What somebody should know of it as it is now. */
  said: z.array(Said),
})

export const NewCampaign = z.object({
  ...wanted,
  dispatch: wanted.dispatch.default(''),
  extendedUntil: wanted.extendedUntil.default(null),
  reportDates: wanted.reportDates.default([]),
  weight: order.weight.default(1),
  floor: order.floor.default(0),
  cap: order.cap.default(null),
  spread: order.spread.default(null),
  bulletinGapMs: order.bulletinGapMs.default(0),
  campaignGapMs: order.campaignGapMs.default(0),
  sharePercent: order.sharePercent.default(100),
  heardAt: order.heardAt.default(null),
  airedBy: order.airedBy.default(null),
  dispatchText: dispatchText.default(null),
  phases: z.array(NewPhase).max(50).default([]),
})

/** What is absent stays as it is; phases are given whole. */
export const CampaignEdit = z
  .object({ ...wanted, ...order, dispatchText, phases: z.array(NewPhase).max(50) })
  .partial()
