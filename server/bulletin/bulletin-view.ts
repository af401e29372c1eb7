import { z } from 'zod'
import { contentTypes } from '../content-type.ts'
import { instantField } from '../instant-field.ts'
import { plainText, visibleLine, visibleText } from '../plain-text.ts'
import { SoundView } from './sound-view.ts'
import { SpeechSettings } from './speech-view.ts'

const BulletinClass = z.enum(['ordinary', 'priority', 'emergency'])
const ContentType = z.enum(contentTypes)
const Language = z.enum(['vi', 'km', 'en'])
const VersionState = z.enum(['draft', 'submitted', 'approved', 'superseded', 'recalled'])

const VersionAction = z.enum([
  'edit',
  'add-variant',
  'submit',
  'review',
  'approve',
  'send-back',
  'recall',
])

export const Person = z.object({ id: z.string(), name: z.string() })

export const VersionView = z
  .object({
    id: z.string(),
    number: z.int(),
    language: Language,
    text: z.string(),
    state: VersionState,
    awaiting: z.enum(['recording']).nullable(),
    author: Person,
    createdAt: z.int(),
    submittedAt: z.int().nullable(),
    approver: Person.nullable(),
    approvedAt: z.int().nullable(),
    returnedNote: z.string().nullable(),
    validFrom: z.int(),
    validTo: z.int().nullable(),
    class: BulletinClass,
    contentType: ContentType,
    /** The version whose words this one says in another language. */
    translates: z.string().nullable(),
    /** How its sound was spoken from its text; null when a person spoke. */
    speech: SpeechSettings.nullable(),
    reviewer: Person.nullable(),
    reviewedAt: z.int().nullable(),
    /** From then on its successor sounds instead. */
    supersededAt: z.int().nullable(),
    recalledAt: z.int().nullable(),
    sound: SoundView.nullable(),
    /** Changes whenever anything of it does; approving names the one that was seen. */
    seal: z.string(),
    /** True when the one who asks has listened to the end of it as it is now. */
    listened: z.boolean(),
    /** What the one who asks may do with it now. */
    actions: z.array(VersionAction),
    /** What the one who asks would do next, by their role, and what stands in the way. */
    blocked: z.array(
      z.object({ action: VersionAction, code: z.string(), vi: z.string(), en: z.string() }),
    ),
  })
  .meta({ id: 'Version' })

export const BulletinView = z
  .object({
    id: z.string(),
    unit: z.string(),
    unitName: z.string(),
    title: z.string(),
    campaign: z.object({ id: z.string(), name: z.string() }).nullable(),
    createdAt: z.int(),
    versions: z.array(VersionView).min(1),
    /** Where it sounds next, district first. */
    next: z.object({ station: z.string(), at: z.int() }).nullable(),
  })
  .meta({ id: 'Bulletin' })

export const BulletinList = z.object({
  sample: z.boolean(),
  /** How many there are, of which `limit` are here. */
  total: z.int(),
  /** How many have a version in each state, whatever `state` asked for. */
  states: z.record(VersionState, z.int()),
  bulletins: z.array(BulletinView),
})

export const LibraryQuestion = z.object({
  /** Words of title or text; marks and case do not matter. */
  q: z.string().max(200).optional(),
  state: VersionState.optional(),
  language: Language.optional(),
  campaign: z.string().optional(),
  class: BulletinClass.optional(),
  contentType: ContentType.optional(),
  /** Only what the one who asks writes, checks or approves: their own unit's and below. */
  mine: z.literal('yes').optional(),
  /** All, unless it says how many. */
  limit: z.coerce.number().int().min(1).max(5_000).optional(),
})

export const NewBulletin = z.object({
  title: visibleLine(200),
  class: BulletinClass.default('ordinary'),
  contentType: ContentType.default('news'),
  campaign: z.string().nullable().default(null),
  language: Language.default('vi'),
  text: plainText(20_000).default(''),
  /** An upload that is ready; null for a draft that has no sound yet. */
  upload: z.string().nullable().default(null),
  speech: SpeechSettings.nullable().default(null),
  validFrom: instantField.nullable().default(null),
  validTo: instantField.nullable().default(null),
})

/** A version of the same message in another language. */
export const NewVariant = z.object({
  language: Language,
  text: plainText(20_000).default(''),
  /** An upload that is ready; null for a draft that has no sound yet. */
  upload: z.string().nullable().default(null),
  speech: SpeechSettings.nullable().default(null),
  /** The Vietnamese version whose words it says; the newest unless named. */
  translates: z.string().optional(),
  /** As the version that it translates, unless given. */
  validFrom: instantField.optional(),
  validTo: instantField.nullable().optional(),
  class: BulletinClass.optional(),
  contentType: ContentType.optional(),
})

/** Changing an approved version makes the next one, a draft; anything else is changed in place. */
export const VersionEdit = z.object({
  title: visibleLine(200).optional(),
  text: plainText(20_000).optional(),
  upload: z.string().optional(),
  campaign: z.string().nullable().optional(),
  validFrom: instantField.optional(),
  validTo: instantField.nullable().optional(),
  class: BulletinClass.optional(),
  contentType: ContentType.optional(),
  /** How `upload` was spoken from the text; absent with an upload: a person spoke. */
  speech: SpeechSettings.nullable().optional(),
  /** Another Vietnamese version of the same bulletin: "the same words still hold". */
  translates: z.string().optional(),
})

/** What an approver or reviewer had before them; when it changed meanwhile, nothing is approved. */
export const Approval = z.object({ seal: z.string().optional() }).nullish()

export const SendBack = z.object({ note: visibleText(1_000) })
