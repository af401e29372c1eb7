import { z } from 'zod'
import { calendarDate } from '../calendar-date.ts'
import { visibleLine } from '../plain-text.ts'

const Source = z.enum(['vov', 'province', 'district', 'commune'])

const FeedItem = z.object({
  id: z.string(),
  kind: z.enum(['bulletin', 'tune', 'test']),
  title: z.string(),
  startsAt: z.int(),
  endsAt: z.int(),
  lengthMs: z.int(),
  language: z.string().nullable(),
  class: z.enum(['ordinary', 'priority', 'emergency']).nullable(),
  contentType: z.string().nullable(),
  version: z.string().nullable(),
  author: z.string().nullable(),
  approver: z.string().nullable(),
  asset: z.string(),
  /** The file that players fetch, below `/api/v1/assets/`; null while nothing approved carries it. */
  file: z.string().nullable(),
  /** What the district obliges the station to carry. */
  relayed: z.boolean(),
  /** PL (phát lại): the same version was planned there in an earlier window. */
  repeat: z.boolean(),
})

const FeedWindow = z.object({
  id: z.string(),
  window: z.string(),
  title: z.string(),
  date: calendarDate,
  startsAt: z.int(),
  endsAt: z.int(),
  /** FM and wired communes have no playlist: they carry the district's signal. */
  by: z.enum(['player', 'district-signal']),
  /** Grows whenever the day is written anew. */
  revision: z.int(),
  plannedAt: z.int(),
  /** What other sources fill. */
  parts: z
    .array(
      z.object({
        source: Source,
        name: z.string().nullable(),
        startsAt: z.int(),
        endsAt: z.int(),
      }),
    )
    .readonly(),
  items: z.array(FeedItem).readonly(),
})

export const FeedView = z.object({
  station: z.string(),
  stationName: z.string(),
  role: z.enum(['district', 'commune']),
  zone: z.string(),
  sample: z.boolean(),
  from: calendarDate,
  days: z.int(),
  dates: z
    .array(
      z.object({
        date: calendarDate,
        /** Of special days, such as Tết or a day of mourning. */
        names: z.array(z.string()).readonly(),
        /** Not planned yet: it will come out so if nothing changes until then. */
        forecast: z.boolean(),
      }),
    )
    .readonly(),
  windows: z.array(FeedWindow).readonly(),
})

export const NewFeedAddress = z.object({
  /** Whose phone or which player it is for, so that it can be revoked when that is lost. */
  name: visibleLine(100),
})

export const FeedAddressView = z.object({
  id: z.string(),
  station: z.string(),
  name: z.string(),
  createdBy: z.string(),
  createdAt: z.int(),
})

/** Shown once: the secret in the addresses is kept nowhere. */
export const NewFeedAddressView = FeedAddressView.extend({
  addresses: z.object({ ics: z.string(), m3u8: z.string(), xspf: z.string() }),
  /** Of the calendar's address. */
  qrSvg: z.string(),
})
