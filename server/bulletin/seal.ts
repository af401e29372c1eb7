import { canonicalJson } from '../../playout/contract/canonical.ts'
import { sha256Hex } from '../../playout/contract/hash.ts'
import type { Bulletin, Version } from './bulletin.ts'

/**
 * What an approver had before them, as one hash: any change of words, sound, validity or place makes
 * another. Listening and approving name it, so that nobody approves what somebody changed since.
 */
export function sealOf(
  { title, campaign }: Bulletin,
  {
    id,
    language,
    text,
    asset,
    validFrom,
    validTo,
    contentType,
    translates,
    class: urgency,
  }: Version,
): string {
  return sha256Hex(
    canonicalJson({
      ...{ title, campaign, contentType, class: urgency },
      ...{ id, language, text, asset, validFrom, validTo, translates },
    }),
  ).slice(0, 32)
}
