import { canonicalJson } from '../../playout/contract/canonical.ts'
import { sha256Hex } from '../../playout/contract/hash.ts'
import type { Bulletin, Version } from './bulletin.ts'

/**
 * What an approver had before them, as one hash: any change of words, sound, validity or place makes
 * another. Approving names it, so that nobody approves what somebody changed a moment ago.
 */
export function sealOf(
  { title, campaign }: Bulletin,
  { id, language, text, asset, validFrom, validTo, contentType, class: urgency }: Version,
): string {
  return sha256Hex(
    canonicalJson({
      ...{ title, campaign, contentType, class: urgency },
      ...{ id, language, text, asset, validFrom, validTo },
    }),
  ).slice(0, 32)
}
