import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Digest } from './ids.ts'
import { type Outcome, ok, refuse } from './outcome.ts'
import { fromBase64url, isSignedBy, type PublicKey, type Signer, toBase64url } from './signature.ts'

/**
 * Signed notes (C2SP signed-note) and the checkpoints of a log (C2SP tlog-checkpoint): the form in
 * which anybody's verifier can audit the ledger, and another office can witness it.
 */
export type Checkpoint = Readonly<{ origin: string; size: number; root: Digest }>

/** Signature type of Ed25519 in the signed-note specification. */
const ED25519 = new Uint8Array([1])

/** The three lines that are signed: which log, how many entries, their root. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(hexToBytes(root))}\n`
}

/** A text as a note with one signature, by the key of this name. */
export async function signNote(text: string, name: string, signer: Signer): Promise<string> {
  const { signature } = await signer.sign('note', text)
  const blob = concatBytes(noteKeyHash(name, signer.publicKey), fromBase64url(signature))
  return `${text}\n— ${name} ${toBase64(blob)}\n`
}

/** What a verifier is configured with: `<name>+<key hash>+<key>`. */
export function verifierKey(name: string, publicKey: PublicKey): string {
  const key = concatBytes(ED25519, fromBase64url(publicKey))
  return `${name}+${bytesToHex(noteKeyHash(name, publicKey))}+${toBase64(key)}`
}

/**
 * The note's text, if this key of this name signed it. Signatures of others (witnesses) may stand
 * beside it and are passed over.
 */
export async function openNote(
  note: string,
  name: string,
  publicKey: PublicKey,
): Promise<Outcome<string, 'malformed' | 'signature-wrong'>> {
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) return refuse('malformed')
  const text = note.slice(0, end + 1)
  const lines = note.slice(end + 2, -1).split('\n')
  if (lines.some((line) => !/^— \S+ [A-Za-z0-9+/]+=*$/.test(line))) return refuse('malformed')
  const mine = bytesToHex(noteKeyHash(name, publicKey))
  for (const line of lines) {
    const [, by, base64] = line.split(' ')
    const blob = fromBase64(base64 ?? '')
    if (by !== name || bytesToHex(blob.slice(0, 4)) !== mine) continue
    const signed = { text, signature: toBase64url(blob.slice(4)) }
    if (await isSignedBy(publicKey, 'note', signed)) return ok(text)
  }
  return refuse('signature-wrong')
}

/** The first three lines of a note's text as a checkpoint; later lines are extensions. */
export function parseCheckpoint(text: string): Outcome<Checkpoint, 'malformed'> {
  const [origin, size, root] = text.split('\n')
  if (!origin || !size || !/^(0|[1-9]\d{0,15})$/.test(size) || !root) return refuse('malformed')
  if (!/^[A-Za-z0-9+/]{43}=$/.test(root)) return refuse('malformed')
  return ok({ origin, size: Number(size), root: bytesToHex(fromBase64(root)) as Digest })
}

/** First four bytes of SHA-256 of name, newline, type and key, as the specification says. */
function noteKeyHash(name: string, publicKey: PublicKey): Uint8Array {
  return sha256(concatBytes(utf8ToBytes(`${name}\n`), ED25519, fromBase64url(publicKey))).slice(
    0,
    4,
  )
}

/** RFC 4648 section 4, padded: what notes use, unlike everything else in the contract. */
function toBase64(bytes: Uint8Array): string {
  const text = toBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/')
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}

function fromBase64(text: string): Uint8Array {
  return fromBase64url(text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''))
}
