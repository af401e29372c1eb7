import canonicalize from 'canonicalize'

/** What a signed document may hold: no floats, so that every platform writes the same bytes. */
export type Canonical =
  | null
  | boolean
  | number
  | string
  | readonly Canonical[]
  | { readonly [key: string]: Canonical | undefined }

/**
 * The one byte sequence of a value: canonical JSON (RFC 8785).
 * @throws TypeError when a number is not a safe integer
 */
export function canonicalJson(value: Canonical): string {
  refuseFloats(value)
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('nothing to write')
  return text
}

/** True when a text is the canonical JSON of what it says: no other spelling of it is accepted. */
export function isCanonical(text: string): boolean {
  try {
    return canonicalJson(JSON.parse(text) as Canonical) === text
  } catch {
    return false
  }
}

function refuseFloats(value: Canonical | undefined): void {
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new TypeError(`a signed document holds integers only, not ${value}`)
  if (value !== null && typeof value === 'object')
    for (const part of Object.values(value)) refuseFloats(part)
}
