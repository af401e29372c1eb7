import { z } from 'zod'

const BulletinClass = z.enum(['ordinary', 'priority', 'emergency'])
const ContentType = z.enum(['news', 'feature', 'notice', 'story', 'tune', 'test'])
export const Language = z.enum(['vi', 'km', 'en'])
export const VersionState = z.enum(['draft', 'submitted', 'approved', 'superseded', 'recalled'])

const Rendition = z.object({
  kind: z.enum(['opus', 'mp3', 'master']),
  contentType: z.string(),
  /** Fetch it at `/api/v1/assets/<digest>`. */
  digest: z.string(),
  bytes: z.int(),
  samples: z.int(),
})

/** Sound that has passed ingest. */
export const SoundView = z
  .object({
    asset: z.string(),
    samples: z.int(),
    lengthMs: z.int(),
    /** 0.01 LUFS of the house-format master. */
    loudness: z.int(),
    /** 0.01 dBTP. */
    truePeak: z.int(),
    originalName: z.string(),
    /** Waveform, min and max pairs, −128…127. */
    peaks: z.array(z.int()),
    renditions: z.array(Rendition),
  })
  .meta({ id: 'Sound' })

/** An upload on its way through ingest. */
export const UploadView = z
  .object({
    id: z.string(),
    fileName: z.string(),
    state: z.enum(['running', 'ready', 'refused']),
    stage: z.enum([
      'receiving',
      'probing',
      'decoding',
      'normalising',
      'renditions',
      'storing',
      'done',
    ]),
    percent: z.int().min(0).max(100),
    sound: SoundView.nullable(),
    refusal: z
      .object({
        code: z.string(),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
        vi: z.string(),
        en: z.string(),
      })
      .nullable(),
    /** Things worth a look that did not stop it, in both languages. */
    warnings: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })),
  })
  .meta({ id: 'Upload' })

const Person = z.object({ id: z.string(), name: z.string() })

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
    speech: z.record(z.string(), z.unknown()).nullable(),
    reviewer: Person.nullable(),
    reviewedAt: z.int().nullable(),
    /** From then on its successor sounds instead. */
    supersededAt: z.int().nullable(),
    recalledAt: z.int().nullable(),
    sound: SoundView.nullable(),
    /** Changes whenever anything of it does; approving names the one that was seen. */
    seal: z.string(),
    /** What the one who asks may do with it now. */
    actions: z.array(z.enum(['edit', 'submit', 'approve', 'send-back'])),
  })
  .meta({ id: 'Version' })

export const BulletinView = z
  .object({
    id: z.string(),
    unit: z.string(),
    title: z.string(),
    campaign: z.object({ id: z.string(), name: z.string() }).nullable(),
    createdAt: z.int(),
    versions: z.array(VersionView).min(1),
    /** Where it sounds next, district first. */
    next: z.object({ station: z.string(), at: z.int() }).nullable(),
  })
  .meta({ id: 'Bulletin' })

export const BulletinList = z.object({ sample: z.boolean(), bulletins: z.array(BulletinView) })

export const NewBulletin = z.object({
  title: z.string().trim().min(1).max(200),
  class: BulletinClass.default('ordinary'),
  contentType: ContentType.default('news'),
  campaign: z.string().nullable().default(null),
  language: Language.default('vi'),
  text: z.string().max(20_000).default(''),
  /** An upload that is ready; null for a draft that has no sound yet. */
  upload: z.string().nullable().default(null),
  validFrom: z.int().nullable().default(null),
  validTo: z.int().nullable().default(null),
})

/** Changing an approved version makes the next one, a draft; anything else is changed in place. */
export const VersionEdit = z.object({
  title: z.string().trim().min(1).max(200).optional(),
  text: z.string().max(20_000).optional(),
  upload: z.string().optional(),
  campaign: z.string().nullable().optional(),
  validFrom: z.int().optional(),
  validTo: z.int().nullable().optional(),
})

/** What the approver had before them; when it changed meanwhile, nothing is approved. */
export const Approval = z.object({ seal: z.string().optional() }).nullish()

export const SendBack = z.object({ note: z.string().trim().min(1).max(1_000) })
