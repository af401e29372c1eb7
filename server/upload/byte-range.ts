/** First and last byte, both included. */
export type ByteRange = Readonly<{ start: number; end: number }>

/**
 * What a Range header asks of so many bytes (RFC 9110, section 14): one range; `whole` for none, for
 * several at once, or for what is no byte range; `outside` when nothing of it is there (416).
 */
export function parseRange(
  header: string | undefined,
  bytes: number,
): ByteRange | 'whole' | 'outside' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (!match) return 'whole'
  const [, from = '', to = ''] = match
  if (from === '' && to === '') return 'whole'
  if (from === '') {
    const start = Math.max(0, bytes - Number(to))
    return Number(to) === 0 || bytes === 0 ? 'outside' : { start, end: bytes - 1 }
  }
  const start = Number(from)
  if (to !== '' && Number(to) < start) return 'whole'
  if (start >= bytes) return 'outside'
  return { start, end: to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1) }
}
