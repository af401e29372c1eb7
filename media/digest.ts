/** SHA-256 of some bytes, 64 lower-case hex digits. */
export type Digest = string

/** Guards every path that is made from a digest, since digests also arrive in addresses. */
export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text)
}
