import type { ProblemParams } from '../errors.ts'

/** A length in words of both languages: `2 phút 7 giây`. */
export function inWords(seconds: number): Readonly<{ vi: string; en: string }> {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  if (minutes === 0) return { vi: `${rest} giây`, en: `${rest} s` }
  if (rest === 0) return { vi: `${minutes} phút`, en: `${minutes} min` }
  return { vi: `${minutes} phút ${rest} giây`, en: `${minutes} min ${rest} s` }
}

/** The same as a parameter of a sentence: `{need}` and `{needVi}`. */
export function lengthWords(name: string, ms: number): ProblemParams {
  const { vi, en } = inWords(Math.ceil(ms / 1_000))
  return { [name]: en, [`${name}Vi`]: vi }
}
