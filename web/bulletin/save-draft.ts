import { answer, api } from '../api/client.ts'
import type { Bulletin, Sound, Version } from '../api/shapes.ts'
import { changedValidity, type Draft, type Making } from '../data/bulletin-draft.ts'
import { instantOfLocal } from '../data/local-moment.ts'

/** Sound that is ready, and how it was spoken when a machine did. */
export type ChosenSound = Readonly<{
  upload: string
  name: string
  speech: Version['speech']
  /** The text that a machine read; with another text the sound is no longer its sound. */
  says?: string
  /** To listen to it before it is saved. */
  sound?: Sound
}>

/**
 * Sends what the form holds.
 * @param before the form as it was opened: what nobody changed is not sent
 */
export function saveDraft(
  making: Making,
  draft: Draft,
  before: Draft,
  sound: ChosenSound | null,
  zone: string,
): Promise<Bulletin> {
  const { title, text, language, contentType } = draft
  const campaign = draft.campaign || null
  const kind = { class: draft.class, contentType }
  const spoken = sound ? { upload: sound.upload, speech: sound.speech } : {}
  if (making.kind === 'new')
    return answer(
      api.POST('/api/v1/bulletins', {
        body: {
          ...{ title, text, language, campaign, ...kind },
          ...{ upload: sound?.upload ?? null, speech: sound?.speech ?? null },
          validFrom: instantOfLocal(draft.from, zone),
          validTo: instantOfLocal(draft.until, zone),
        },
      }),
    )
  const { bulletin, version } = making
  if (making.kind === 'variant')
    return answer(
      api.POST('/api/v1/bulletins/{bulletin}/variants', {
        params: { path: { bulletin: bulletin.id } },
        body: {
          ...{ text, language, ...kind, ...spoken, translates: version.id },
          ...changedValidity(draft, before, zone),
        },
      }),
    )
  return answer(
    api.PATCH('/api/v1/bulletins/{bulletin}/versions/{number}', {
      params: { path: { bulletin: bulletin.id, number: version.number } },
      body: { title, text, campaign, ...kind, ...spoken, ...changedValidity(draft, before, zone) },
    }),
  )
}
