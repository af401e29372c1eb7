import { END, pattern, type Rule } from './rule.ts'
import { unreadable } from './symbol-rules.ts'

/** English voices read numbers themselves; what is written the Vietnamese way they cannot know. */

const months =
  'January,February,March,April,May,June,July,August,September,October,November,December'.split(',')

export const englishRules: readonly Rule[] = [
  {
    // 16/9/2024, 16/9: the day stands first here.
    kind: 'date',
    pattern: pattern(`(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}))?${END}(?![/.,]\\d)`),
    say: ([, day = '', month = '', year]) => {
      const name = months[Number(month) - 1]
      if (name === undefined || Number(day) < 1 || Number(day) > 31) return null
      return [Number(day), name, year].filter(Boolean).join(' ')
    },
  },
  {
    kind: 'time',
    pattern: pattern(`(\\d{1,2})[hg](\\d{2})${END}`),
    say: ([, hours = '', minutes = '']) =>
      Number(hours) <= 24 && Number(minutes) <= 59 ? `${Number(hours)}:${minutes}` : null,
  },
  {
    kind: 'phone',
    pattern: pattern(`(?:0\\d{2,4}|1[89]00)(?:[ .-]?\\d{2,4}){1,3}${END}`),
    say: ([written]) => {
      const parts = written.match(/\d+/g) ?? []
      return parts.map((part) => [...part].join(' ')).join(', ')
    },
  },
  {
    // 1.500.000: points part thousands.
    kind: 'number',
    pattern: pattern(`\\d{1,3}(?:\\.\\d{3})+${END}`),
    say: ([written]) => written.replaceAll('.', ''),
  },
  unreadable('[^\\p{Script=Latin}\\p{Script=Common}\\p{Script=Inherited}]'),
]
