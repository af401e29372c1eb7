import { sha256Hex } from './hash.ts'
import type { KeyId } from './ids.ts'

/**
 * Signed documents. The signature (Ed25519, RFC 8032) covers the received bytes of the text, behind
 * a prefix that names its type, so that no document can be passed off as one of another type:
 *
 *     "tiep-am/" type "/v1\n" text
 *
 * A `note` is signed bare, as C2SP signed-note demands (note.ts); its first line names the log and
 * cannot be such a prefix.
 */
export type DocumentType = 'key' | 'manifest' | 'event' | 'status' | 'levels' | 'enrolment' | 'note'

/** A text with the signature over it. The text is kept and passed on verbatim, never rewritten. */
export type Signed = Readonly<{
  /** Canonical JSON, verbatim. */
  text: string
  /** Base64url of the 64 signature bytes. */
  signature: string
}>

/** A public key: base64url of its 32 raw bytes. */
export type PublicKey = string & { readonly __publicKey?: never }

/** Something that signs and says with which key; the private half stays inside. */
export type Signer = Readonly<{
  publicKey: PublicKey
  sign(type: DocumentType, text: string): Promise<Signed>
}>

/** A key pair as it is kept in a file: PKCS#8 and raw public bytes, base64url. */
export type KeyPair = Readonly<{ privateKey: string; publicKey: PublicKey }>

/** The short name of a key. */
export function keyIdOf(publicKey: PublicKey): KeyId {
  return sha256Hex(fromBase64url(publicKey)).slice(0, 32) as KeyId
}

/** Makes a new key pair from the platform's randomness; called by composition roots only. */
export async function makeKeyPair(): Promise<KeyPair> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  return {
    privateKey: toBase64url(
      new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
    ),
    publicKey: toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))),
  }
}

export async function signerOf(pair: KeyPair): Promise<Signer> {
  const bytes = fromBase64url(pair.privateKey)
  const key = await crypto.subtle.importKey('pkcs8', bytes, 'Ed25519', false, ['sign'])
  return {
    publicKey: pair.publicKey,
    sign: async (type, text) => ({
      text,
      signature: toBase64url(
        new Uint8Array(await crypto.subtle.sign('Ed25519', key, covered(type, text))),
      ),
    }),
  }
}

/** True when `signed` was signed as a document of this type with this key; false for any garbage. */
export async function isSignedBy(
  publicKey: PublicKey,
  type: DocumentType,
  signed: Signed,
): Promise<boolean> {
  try {
    const key = await importedKey(publicKey)
    return await crypto.subtle.verify(
      'Ed25519',
      key,
      fromBase64url(signed.signature),
      covered(type, signed.text),
    )
  } catch {
    return false
  }
}

/** Importing a key costs more than verifying with it, and a server meets the same keys for years. */
const imported = new Map<PublicKey, Promise<CryptoKey>>()

function importedKey(publicKey: PublicKey): Promise<CryptoKey> {
  const known = imported.get(publicKey)
  if (known) return known
  if (imported.size > 20_000) imported.clear()
  const key = crypto.subtle.importKey('raw', fromBase64url(publicKey), 'Ed25519', false, ['verify'])
  imported.set(publicKey, key)
  return key
}

function covered(type: DocumentType, text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(type === 'note' ? text : `tiep-am/${type}/v1\n${text}`)
}

/** RFC 4648 section 5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** @throws Error when the text is not base64url */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new Error('not base64url')
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
    c.charCodeAt(0),
  )
}
