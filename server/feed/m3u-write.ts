import { listLine, type PlaylistFile } from './playlist-file.ts'

/** Before the identifiers of a sound; other programs take it for a comment. */
export const M3U_IDENTIFIER = '#TIEP-AM-ID:'

/**
 * Extended M3U in UTF-8, as players take it: one address per sound, before it its length and title
 * (`#EXTINF`) and its instant (`#EXT-X-PROGRAM-DATE-TIME`, RFC 8216 section 4.3.2.6). A sound without
 * an address has no place in an M3U and is left out.
 */
export function writeM3u(list: PlaylistFile): string {
  const lines = ['#EXTM3U', '#EXTENC:UTF-8']
  if (list.title !== null) lines.push(`#PLAYLIST:${listLine(list.title)}`)
  for (const { title, durationMs, locations, identifiers, startsAt } of list.sounds) {
    const [location] = locations
    if (location === undefined) continue
    if (startsAt !== null)
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(startsAt).toISOString()}`)
    for (const identifier of identifiers) lines.push(`${M3U_IDENTIFIER}${listLine(identifier)}`)
    lines.push(`#EXTINF:${secondsOf(durationMs)},${listLine(title)}`)
    lines.push(listLine(location))
  }
  return `${lines.join('\r\n')}\r\n`
}

/** `43.250`; `-1` stands for a length that nobody knows. */
function secondsOf(durationMs: number | null): string {
  if (durationMs === null) return '-1'
  return `${Math.floor(durationMs / 1000)}.${String(durationMs % 1000).padStart(3, '0')}`
}
