import type { DispatchNote } from './dispatch-text.ts'

/** Something that was read; `start` and `end` count UTF-16 units of the text. */
export type Found<Value> = Readonly<{
  value: Value
  start: number
  end: number
  /** False when somebody should look at it. */
  sure: boolean
  note: DispatchNote | null
}>

/** A finding without a doubt, or with the one that a note names. */
export function found<Value>(
  value: Value,
  start: number,
  end: number,
  note: DispatchNote | null = null,
): Found<Value> {
  return { value, start, end, sure: note === null, note }
}

/** Words as they stand between two places, without the spaces and line ends of a scan, and where. */
export function foundWords(
  text: string,
  start: number,
  end: number,
  note: DispatchNote | null = null,
): Found<string> | null {
  const raw = text.slice(start, end)
  const kept = raw.replace(/^[\s\-–—+•*:;,.]+/u, '')
  const from = start + raw.length - kept.length
  const words = kept.replace(/[\s;,.:]+$/u, '')
  if (!/\p{L}/u.test(words)) return null
  return found(words.replaceAll(/\s+/gu, ' '), from, from + words.length, note)
}

/** The part before this is the head: letterhead, sign, date, what it is about, to whom. */
export function bodyStart(text: string): number {
  return /(?:^|\n)\s*Kính\s*gửi/iu.exec(text)?.index ?? Math.min(text.length, 1_500)
}

/** A stretch of the text. */
export type Stretch = Readonly<{ start: number; end: number }>

/**
 * Paragraphs: lines that begin with a number, a letter or a dash begin one, as do empty lines; a line
 * that goes on in the middle of a sentence belongs to the one before.
 */
export function paragraphsOf(text: string): Stretch[] {
  const paragraphs: { start: number; end: number }[] = []
  let at = 0
  let fresh = true
  for (const line of text.split('\n')) {
    const end = at + line.length
    if (line.trim() === '') fresh = true
    else {
      const before = paragraphs.at(-1)
      const begins = /^\s*(?:\d{1,2}\s*[.)]|[IVX]{1,4}\s*[.)]|[a-zđ]\s*[.)]|[-–—+•*])\s*\S/u.test(
        line,
      )
      if (before && !fresh && !begins) before.end = end
      else paragraphs.push({ start: at, end })
      // Number and sign, place and date: the text begins below them, be there an empty line or not.
      fresh =
        /^\s*Số\s*:/iu.test(line) ||
        /^[^\d\n]{2,60},\s*ngày\s*\d{0,2}[\s.…_]*tháng\s*\d{1,2}\s*năm\s*20\d\d\s*$/iu.test(line)
    }
    at = end + 1
  }
  return paragraphs
}
