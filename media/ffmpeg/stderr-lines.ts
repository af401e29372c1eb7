import type { Readable } from 'node:stream'

/** Lines to keep: enough for a filter's closing summary, not for a corrupt file's flood. */
const KEPT_LINES = 200
/** A tag may be printed as one line of a hundred megabytes. */
const LONGEST_LINE = 1000

/**
 * Follows what ffmpeg says, in lines; a progress line ends in a carriage return.
 * @returns what was said last
 */
export function followLines(stderr: Readable, onLine: (line: string) => void): () => string {
  const kept: string[] = []
  let open = ''
  const add = (text: string) => {
    open += text.slice(0, LONGEST_LINE - open.length)
  }
  const close = () => {
    if (open === '') return
    kept.push(open)
    if (kept.length > KEPT_LINES) kept.shift()
    onLine(open)
    open = ''
  }
  stderr.setEncoding('utf8').on('data', (text: string) => {
    const [first = '', ...others] = text.split(/[\r\n]+/)
    add(first)
    for (const other of others) {
      close()
      add(other)
    }
  })
  return () => {
    close()
    return kept.join('\n')
  }
}
