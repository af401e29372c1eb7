import { readInteger } from './numbers.ts'
import { END, pattern, type Rule } from './rule.ts'

/** Times of the day: 17h30, 17g30, 5 giờ 15, 05:41, 7h. */
const MINUTE_SIGN = "(?:\\s?(?:phút|ph|p|['’′])(?![\\p{L}\\p{M}]))?"
/** Behind these the sign after figures ends what somebody quotes: "Tiếp sức 15". */
const openSingle = /(?:^|[\s(,:"“])['‘][^'’]*$/
const openDouble = /(?:^|[\s(,:'‘])["“][^"”]*$/

export const timeRules: readonly Rule[] = [
  {
    kind: 'time',
    pattern: pattern(
      `(\\d{1,2})\\s?(?:h|H|g|giờ)\\s?(\\d{1,2})${MINUTE_SIGN}${END}(?!\\s?[/.,:]\\d|\\d)`,
    ),
    say: ([written = '', hours = '', minutes = ''], { after }) => {
      if (!isTime(hours, minutes)) return null
      // In `trong 2 giờ 15 người` the number counts what follows.
      if (/giờ\s\d{1,2}$/.test(written) && /^\s(?:người|hộ|xã|em|máy)/u.test(after)) return null
      return sayTime(hours, minutes)
    },
  },
  {
    // 90', 5’30”
    kind: 'time',
    pattern: pattern(`(\\d{1,3})['’′](?:(\\d{1,2})(?:["”″]|''))?(?!['’"”″])${END}`),
    say: ([, minutes = '', seconds], { before }) =>
      openSingle.test(before)
        ? null
        : `${readInteger(minutes)} phút ${seconds === undefined ? '' : `${readInteger(seconds)} giây`}`,
  },
  {
    // 15"
    kind: 'time',
    pattern: pattern(`(\\d{1,3})(?:["”″]|'')${END}`),
    say: ([, seconds = ''], { before }) =>
      openDouble.test(before) ? null : `${readInteger(seconds)} giây`,
  },
  {
    kind: 'time',
    pattern: pattern(`(\\d{1,2}):(\\d{2})(?::(\\d{2}))?${END}(?![:.,/]\\d)`),
    say: ([, hours = '', minutes = '', seconds]) => {
      if (!isTime(hours, minutes) || Number(seconds ?? 0) > 59) return null
      return sayTime(hours, minutes, seconds)
    },
  },
  {
    // 17g is an hour beside another; alone it is a weight.
    kind: 'time',
    pattern: pattern(`(\\d{1,2})g${END}`),
    say: ([, hours = ''], { before, after }) =>
      Number(hours) <= 24 &&
      (/\dg\d{0,2}\s?[-–]\s?$|(?<!\p{L})lúc\s$/iu.test(before) || /^\s?[-–]\s?\d{1,2}g/.test(after))
        ? `${readInteger(hours)} giờ`
        : null,
  },
  {
    kind: 'time',
    pattern: pattern(`(\\d{1,3})\\s?[hH]${END}`),
    say: ([, hours = '']) => `${readInteger(hours)} giờ`,
  },
]

function isTime(hours: string, minutes: string): boolean {
  return Number(hours) <= 24 && Number(minutes) <= 59
}

/** On the hour, the minutes are not said. */
function sayTime(hours: string, minutes: string, seconds?: string): string {
  const said = [`${readInteger(hours)} giờ`]
  if (Number(minutes) > 0 || Number(seconds ?? 0) > 0) said.push(`${readInteger(minutes)} phút`)
  if (seconds !== undefined && Number(seconds) > 0) said.push(`${readInteger(seconds)} giây`)
  return said.join(' ')
}
