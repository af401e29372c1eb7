import { listLine, type PlaylistFile } from './playlist-file.ts'
import { xmlText } from './xml-text.ts'

export const XSPF_NAMESPACE = 'http://xspf.org/ns/0/'
/** Of our extension, which says when a track begins. */
export const WHEN_NAMESPACE = 'urn:tiep-am:feed:1'

/**
 * XSPF version 1 (xspf.org/spec). Lengths are ms as the format has them; instants stand in an
 * extension, since the format knows none.
 */
export function writeXspf(list: PlaylistFile): string {
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<playlist version="1" xmlns="${XSPF_NAMESPACE}">`,
  ]
  if (list.title !== null) lines.push(leaf('title', listLine(list.title)))
  lines.push(' <trackList>')
  for (const { title, durationMs, locations, identifiers, startsAt } of list.sounds) {
    lines.push('  <track>')
    for (const location of locations) lines.push(`   ${leaf('location', location)}`)
    for (const identifier of identifiers) lines.push(`   ${leaf('identifier', identifier)}`)
    lines.push(`   ${leaf('title', listLine(title))}`)
    if (durationMs !== null) lines.push(`   ${leaf('duration', String(durationMs))}`)
    if (startsAt !== null)
      lines.push(
        `   <extension application="${WHEN_NAMESPACE}">`,
        `    <when xmlns="${WHEN_NAMESPACE}" startsAt="${new Date(startsAt).toISOString()}"/>`,
        '   </extension>',
      )
    lines.push('  </track>')
  }
  lines.push(' </trackList>', '</playlist>', '')
  return lines.join('\n')
}

function leaf(name: string, text: string): string {
  return `<${name}>${xmlText(text)}</${name}>`
}
