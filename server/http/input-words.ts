/** What a schema found wrong: a zod issue as the framework hands it on. */
export type WrongInput = Readonly<{
  keyword: string
  params: Readonly<Record<string, unknown>>
  message?: string | undefined
}>

type Words = Readonly<{ vi: string; en: string }>

/** What was wrong with a field and what it takes instead, for people: no word of a schema's own. */
export function sayWrong({ keyword, params, message }: WrongInput): Words {
  const own = (params.params as Readonly<{ vi?: unknown }> | undefined)?.vi
  if (typeof own === 'string') return { vi: own, en: message ?? own }
  switch (keyword) {
    case 'invalid_type':
      return { vi: `cần ${kind(params).vi}`, en: `it must be ${kind(params).en}` }
    case 'invalid_value':
      return oneOf(params.values)
    case 'too_small':
      return bound(params, params.minimum, { vi: 'ít nhất', en: 'at least' })
    case 'too_big':
      return bound(params, params.maximum, { vi: 'nhiều nhất', en: 'at most' })
    case 'invalid_format':
      return form(params)
    case 'unrecognized_keys':
      return {
        vi: `có mục không dùng ở đây (${list(params.keys)}), hãy bỏ đi`,
        en: `it has parts that mean nothing here (${list(params.keys)}), leave them out`,
      }
    case 'invalid_union':
      return { vi: 'không thuộc dạng nào dùng được', en: 'it has none of the forms it may have' }
    case 'custom':
      return { vi: 'giá trị không dùng được', en: message ?? 'the value cannot be used' }
    default:
      return { vi: 'giá trị không dùng được', en: 'the value cannot be used' }
  }
}

const kinds: Readonly<Record<string, Words>> = {
  string: { vi: 'chữ', en: 'text' },
  number: { vi: 'một số', en: 'a number' },
  int: { vi: 'một số nguyên', en: 'a whole number' },
  boolean: { vi: 'có hoặc không (true, false)', en: 'true or false' },
  array: { vi: 'một danh sách', en: 'a list' },
  object: { vi: 'các mục có tên', en: 'named parts' },
  record: { vi: 'các mục có tên', en: 'named parts' },
  null: { vi: 'để trống (null)', en: 'left empty (null)' },
}

function kind({ expected, format }: WrongInput['params']): Words {
  const named = kinds[format === 'safeint' ? 'int' : String(expected)]
  return named ?? { vi: 'giá trị dạng khác', en: 'a value of another kind' }
}

function oneOf(values: unknown): Words {
  return { vi: `cần một trong: ${list(values)}`, en: `it must be one of: ${list(values)}` }
}

function bound({ origin }: WrongInput['params'], limit: unknown, words: Words): Words {
  const unit =
    origin === 'string'
      ? { vi: ' ký tự', en: ' characters' }
      : origin === 'array' || origin === 'set'
        ? { vi: ' mục', en: ' entries' }
        : { vi: '', en: '' }
  return {
    vi: `cần ${words.vi} ${limit}${unit.vi}`,
    en: `it must have ${words.en} ${limit}${unit.en}`.replace('have', unit.en ? 'have' : 'be'),
  }
}

/** What a form lets in is shown by an example: the first of these that it takes. */
const examples = ['05:00', '05:00:00', '2024-08-15', '2024-08-15T05:00:00Z', '1']

function form({ pattern }: WrongInput['params']): Words {
  const example = examples.find((one) => patternOf(pattern)?.test(one))
  return example === undefined
    ? { vi: 'viết không đúng dạng', en: 'it is not written as it must be' }
    : { vi: `hãy viết như ${example}`, en: `write it like ${example}` }
}

/** Schemas are our own, and hand their pattern on as `/…/`. */
function patternOf(pattern: unknown): RegExp | null {
  const found = /^\/(.*)\/([a-z]*)$/s.exec(String(pattern))
  return found ? new RegExp(found[1] ?? '', found[2]) : null
}

function list(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(', ') : ''
}
