import { describe, expect, it } from 'vitest'
import { en } from '../../web/text/en.ts'
import { vi } from '../../web/text/vi.ts'
import { said, trucEn, trucVi } from '../../web/truc/text.ts'

type Tree = { readonly [key: string]: string | Tree }

function sentences(tree: Tree, path = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : [...sentences(value, `${path}${key}.`)],
    ),
  )
}

const words = (sentence: string) => (sentence.match(/\{+(\w+)\}+/g) ?? []).sort()

describe.each([
  ['the office', vi as Tree, en as Tree],
  ['the phone page', trucVi as Tree, trucEn as Tree],
])('texts of %s', (_name, vietnamese, english) => {
  const here = sentences(vietnamese)
  const there = sentences(english)

  it('says the same things in both languages', () => {
    expect([...there.keys()]).toEqual([...here.keys()])
    expect(here.size).toBeGreaterThan(30)
  })

  it('leaves the same blanks in both', () => {
    for (const [key, sentence] of here)
      expect([key, words(there.get(key) ?? '')]).toEqual([key, words(sentence)])
  })

  it('is empty nowhere and never shouts', () => {
    for (const sentence of [...here.values(), ...there.values()]) {
      expect(sentence.trim()).not.toBe('')
      expect(sentence).not.toContain('!')
    }
  })
})

describe('a sentence with blanks', () => {
  it('is filled in, and keeps a blank that nobody fills', () => {
    expect(said('gửi ({n}) lúc {time}', { n: 2 })).toBe('gửi (2) lúc {time}')
  })
})
