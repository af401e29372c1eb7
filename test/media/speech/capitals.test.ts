import { describe, expect, it } from 'vitest'
import { readAloud } from '../../../media/speech/read-aloud.ts'

/** All that may stand behind an onset, by what opens it: spelling depends on that. */
const rhymes = {
  front:
    'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu',
  back: 'a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây o oc oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu',
  rounded:
    'oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet uân uâng uât uây uê uêch uênh uơ uy uya uych uynh uyp uyt uyu uyên uyêt',
  afterQ:
    'ua uac uach uai uan uang uanh uao uat uau uay uăc uăm uăn uăng uăp uăt uân uât uây ue uen ueo uet uê uên uêch uênh uêt uôc uơ uy uych uyên uyêt uynh uyt',
}
const onsets = {
  any: ['', ...'b ch d đ h kh l m n nh ph r s t th tr v x'.split(' ')],
  front: ['k', 'gh', 'ngh'],
  back: ['c', 'g', 'ng', 'gi'],
}

function together(heads: readonly string[], tails: string): string[] {
  return heads.flatMap((head) => tails.split(' ').map((tail) => head + tail))
}

const syllables = [
  ...together(onsets.any, `${rhymes.front} ${rhymes.back} ${rhymes.rounded}`),
  ...together(onsets.front, rhymes.front),
  ...together(onsets.back, rhymes.back),
  ...together(['g', 'ng', 'c'], rhymes.rounded),
  ...together(['q'], rhymes.afterQ),
  ...['yên', 'yêm', 'yêt', 'yêu', 'y', 'ky', 'ly', 'my', 'sy', 'ty', 'hy', 'vy'],
]

/** Acute where it is written: on the vowel with a sign, else on the first; nothing rests on where. */
function acute(word: string): string {
  const at = word.search(/[ăâêôơư]/)
  return word.replace(at < 0 ? /[aeiouy]/ : /[ăâêôơư]/, '$&\u0301').normalize('NFC')
}

/** These also mean something else, in capitals. */
const meansMore = new Set(['AI', 'AM', 'IP', 'SIM', 'TƯ'])

const say = (text: string) =>
  readAloud(text, { language: 'vi' })
    .map(({ spoken }) => spoken)
    .join(' ')

describe('words in capitals', () => {
  it.each([
    ['without a tone', (word: string) => word],
    ['with a tone', acute],
  ])('are said as words when they are Vietnamese, %s', (_what, toned) => {
    const words = syllables
      .map((word) => toned(word).toUpperCase())
      .filter((word) => !meansMore.has(word))
    expect(words.length).toBeGreaterThan(3000)
    const spelled = words.filter((word) => say(`xã ${word}`) !== `xã ${word}`)
    expect(spelled).toEqual([])
  })

  it('make a headline', () => {
    const headline = 'THÔNG BÁO CỦA ĐÀI TRUYỀN THANH HUYỆN MỸ TÚ VỀ VIỆC DỪNG'
    expect(say(`${headline} 2G`)).toBe(`${headline} hai gờ`)
    const names = 'NGUYỄN TUYÊN CHUYỂN KHUYẾN DUYỆT LUYỆN THUYỀN XUYÊN KHUYA QUÝT GIẾNG ĐẮK LẮK'
    expect(say(names)).toBe(names)
  })

  it.each([
    ['UBKT', 'u bê ca tê'],
    ['BQL', 'bê quy lờ'],
    ['TNXP', 'tê nờ ích pê'],
    ['CSXH', 'xê ét ích hát'],
    ['ODA', 'o dê a'],
    ['HTV', 'hát tê vê'],
    ['TDP', 'tê dê pê'],
    ['HĐQT', 'hát đê quy tê'],
    ['UNESCO', 'u nờ e ét xê o'],
    ['KBC', 'ca bê xê'],
    ['ADN', 'a dê nờ'],
    ['IUU', 'i u u'],
    ['GDP', 'gờ dê pê'],
    ['XHCN', 'ích hát xê nờ'],
  ])('are spelled when they are the abbreviation %s', (written, spelled) => {
    expect(say(`Theo ${written}.`)).toBe(`Theo ${spelled}.`)
  })
})
