/** Characters that no XML 1.0 document may hold (production 2, Char), not even as a reference. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // Bare, a reader would make a line feed of it.
  '\r': '&#13;',
}

/** A text as content or quoted attribute of an XML document. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(FORBIDDEN, '')
    .replaceAll(/[&<>"\r]/g, (found) => references[found] ?? '')
}
