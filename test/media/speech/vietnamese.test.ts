import { describe, expect, it } from 'vitest'
import { readAloud } from '../../../media/speech/read-aloud.ts'
import { datesSaid } from './dates-said.ts'
import { numbersSaid } from './numbers-said.ts'
import { wordsSaid } from './words-said.ts'

const say = (text: string) =>
  readAloud(text, { language: 'vi' })
    .map(({ spoken }) => spoken)
    .join(' | ')

describe('what is written in Vietnamese is said', () => {
  it.each(numbersSaid)('numbers: %s', (written, spoken) => {
    expect(say(written)).toBe(spoken)
  })

  it.each(datesSaid)('dates and times: %s', (written, spoken) => {
    expect(say(written)).toBe(spoken)
  })

  it.each(wordsSaid)('words: %s', (written, spoken) => {
    expect(say(written)).toBe(spoken)
  })
})
