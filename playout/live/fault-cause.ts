/** What programs and servers say, and what people are told of it; the first that fits. */
const causes: readonly (readonly [RegExp, string])[] = [
  [/nothing comes any more/, 'nothing comes any more'],
  [/\b404\b|Not Found/i, 'its server has no such stream'],
  [/\b40[13]\b|Unauthorized|Forbidden/i, 'its server refuses it'],
  [/\b5\d\d\b.*(server|HTTP)|Server returned 5/i, 'its server fails'],
  [/Connection refused|ECONNREFUSED/i, 'nobody answers at its address'],
  [/timed out|ETIMEDOUT/i, 'its server does not answer in time'],
  [/resolve|Name or service|ENOTFOUND/i, 'its address is not known'],
  [/unreachable|ENETUNREACH|EHOSTUNREACH/i, 'there is no network to it'],
  [/No such (file|device|entity)|answered with error [35]\b/i, 'no such sound device'],
  [/busy|EBUSY/i, 'its sound device is in use'],
  [/ENOENT/, 'the program that reads it is not installed'],
  [
    /Invalid data|should be|Error opening input|could not find codec|Invalid argument|matches no streams/i,
    'what comes is not sound',
  ],
  [/^it ended/, 'it ended'],
]
const MOST_RAW = 120

/**
 * The cause of a fault in words, and after it, in brackets, what was really said: bounded, on one
 * line, without the places in memory that differ each time.
 */
export function causeOf(raw: string): string {
  const words = causes.find(([pattern]) => pattern.test(raw))?.[1] ?? 'it cannot be carried'
  const said = raw
    .replaceAll(/ ?@ 0x[0-9a-f]+/gi, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, MOST_RAW)
  return said === '' || said === words ? words : `${words} (${said})`
}
