import type { ProblemParams } from '../errors.ts'

/** A length in words of both languages, as a parameter of a sentence: `{need}` and `{needVi}`. */
export function lengthWords(name: string, ms: number): ProblemParams {
  const seconds = Math.ceil(ms / 1_000)
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  const say = (minute: string, second: string) =>
    [
      minutes > 0 ? `${minutes} ${minute}` : '',
      rest > 0 || minutes === 0 ? `${rest} ${second}` : '',
    ]
      .filter((part) => part !== '')
      .join(' ')
  return { [name]: say('min', 's'), [`${name}Vi`]: say('phút', 'giây') }
}
