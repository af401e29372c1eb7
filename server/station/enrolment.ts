import { canonicalJson } from '../../playout/contract/canonical.ts'
import type { EnrolmentCode } from '../../playout/contract/exchange.ts'
import { type Outcome, ok, refuse } from '../../playout/contract/outcome.ts'
import { toBase64url } from '../../playout/contract/signature.ts'
import type { Instant } from '../../playout/contract/time.ts'

/** 128 bits. */
export const SECRET_BYTES = 16
export const CODE_LIVES_MS = 24 * 3_600_000

/** A one-time code as it is kept. */
export type KeptCode = Readonly<{
  station: string
  expiresAt: Instant
  usedAt: Instant | null
  /** The key that used it. */
  usedBy: string | null
}>

export type CodeRefusal = 'code-unknown' | 'code-used' | 'code-expired'

/** What is printed and put in the QR picture. */
export function codeText(code: EnrolmentCode): string {
  return `tiep-am:${toBase64url(new TextEncoder().encode(canonicalJson(code)))}`
}

/**
 * Whether a key may enrol with a code. The same key may say it again: it enrolled, the answer was
 * lost on its way, and it asks once more.
 */
export function mayEnrol(
  code: KeptCode | null,
  key: string,
  now: Instant,
): Outcome<'first' | 'again', CodeRefusal> {
  if (!code) return refuse('code-unknown')
  if (code.usedAt !== null) return code.usedBy === key ? ok('again') : refuse('code-used')
  if (now >= code.expiresAt) return refuse('code-expired')
  return ok('first')
}
