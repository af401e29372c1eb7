import { z } from 'zod'
import { canonicalJson } from './canonical.ts'
import { type Outcome, ok, refuse } from './outcome.ts'
import { isSignedBy, keyIdOf, type PublicKey, type Signed, type Signer } from './signature.ts'
import type { Instant } from './time.ts'
import { instant, parseText } from './wire.ts'

/**
 * Who may sign what. Each office has one exportable root key, which signs nothing but key documents;
 * those name the keys for daily work. Stations pin the root's fingerprint when they enrol.
 */
export type KeyPurpose = 'publish' | 'ledger'

const KeyDocument = z.object({
  format: z.literal('tiep-am/key/1'),
  purpose: z.enum(['publish', 'ledger']),
  publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  issuedAt: instant,
  expiresAt: instant,
})

/** Has the root name a key for a purpose. */
export function nameKey(
  root: Signer,
  purpose: KeyPurpose,
  publicKey: PublicKey,
  issuedAt: Instant,
  expiresAt: Instant,
): Promise<Signed> {
  return root.sign(
    'key',
    canonicalJson({ format: 'tiep-am/key/1', purpose, publicKey, issuedAt, expiresAt }),
  )
}

/** What a person compares and a station pins: the root key's id in groups of four. */
export function fingerprintOf(root: PublicKey): string {
  return (keyIdOf(root).match(/.{4}/g) as string[]).join('-')
}

/** The key that the root named for this purpose, if it really did and the time is right. */
export async function trustedKey(
  root: PublicKey,
  purpose: KeyPurpose,
  document: Signed,
  now: Instant,
): Promise<Outcome<PublicKey, 'key-not-trusted' | 'key-expired' | 'key-malformed'>> {
  if (!(await isSignedBy(root, 'key', document))) return refuse('key-not-trusted')
  const parsed = parseText(KeyDocument, document.text)
  if (!parsed.ok) return refuse('key-malformed', parsed.params)
  if (parsed.value.purpose !== purpose) return refuse('key-not-trusted')
  if (now >= parsed.value.expiresAt) return refuse('key-expired')
  return ok(parsed.value.publicKey)
}
