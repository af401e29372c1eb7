import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Digest } from './ids.ts'

/** SHA-256 of bytes, or of a text's UTF-8 bytes, as 64 lower-case hex digits. */
export function sha256Hex(data: Uint8Array | string): Digest {
  return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data)) as Digest
}
