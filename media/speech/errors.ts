/**
 * What keeps a text from being spoken, in the words that a person reads. Each says what to do next.
 * `{name}` stands for a parameter that travels with the code. Codes are never renamed.
 */
export const speechErrors = {
  'speech-no-program': {
    vi: 'Chưa có chương trình đọc văn bản. Hãy cài espeak-ng (Debian/Ubuntu: sudo apt-get install espeak-ng; macOS: brew install espeak-ng; Windows: winget install eSpeak-NG.eSpeak-NG) hoặc đặt biến ESPEAK_PATH.',
    en: 'There is no program that reads text aloud. Install espeak-ng (Debian/Ubuntu: sudo apt-get install espeak-ng; macOS: brew install espeak-ng; Windows: winget install eSpeak-NG.eSpeak-NG) or set ESPEAK_PATH.',
  },
  'speech-path-broken': {
    vi: 'ESPEAK_PATH trỏ tới {path} nhưng không chạy được: {detail}. Hãy sửa hoặc bỏ biến này.',
    en: 'ESPEAK_PATH points to {path}, which does not work: {detail}. Correct it or unset it.',
  },
  'speech-voices-file-broken': {
    vi: 'Tệp giọng đọc {path} (TIEP_AM_VOICES) không dùng được: {detail}. Hãy sửa tệp rồi tải lại trang.',
    en: 'The file of voices {path} (TIEP_AM_VOICES) cannot be used: {detail}. Correct it, then reload the page.',
  },
  'speech-voice-failed': {
    vi: 'Giọng "{voice}" không đọc được: {detail}. Vui lòng thử lại hoặc chọn giọng khác; nếu vẫn lỗi, báo cho kỹ thuật viên.',
    en: 'The voice "{voice}" could not read it: {detail}. Try again or choose another voice; if it persists, tell the technician.',
  },
  'speech-took-too-long': {
    vi: 'Giọng "{voice}" đọc một câu quá {limitSeconds} giây nên đã dừng. Hãy chia câu ngắn hơn hoặc chọn giọng khác.',
    en: 'The voice "{voice}" took more than {limitSeconds} seconds for one sentence and was stopped. Shorten it, or choose another voice.',
  },
  'speech-too-long': {
    vi: 'Giọng đọc sẽ dài hơn {limitMinutes} phút. Hãy rút ngắn văn bản, giảm quãng nghỉ, hoặc chia thành nhiều bản tin.',
    en: 'The speech would be longer than {limitMinutes} minutes. Shorten the text or its pauses, or split it into several bulletins.',
  },
  'speech-nothing-to-say': {
    vi: 'Văn bản không có câu nào đọc được bằng giọng này. Hãy nhập nội dung, hoặc ghi âm giọng người.',
    en: 'There is nothing in the text that this voice can say. Enter some words, or record a person.',
  },
} as const

export type SpeechErrorCode = keyof typeof speechErrors
export type SpeechErrorParams = Readonly<Record<string, string | number>>

/** A text that could not be spoken; nothing of it is kept. */
export class SpeechFault extends Error {
  readonly code: SpeechErrorCode
  readonly params: SpeechErrorParams

  constructor(code: SpeechErrorCode, params: SpeechErrorParams = {}, cause?: unknown) {
    super(showSpeechError(code, params, 'en'), { cause })
    this.name = 'SpeechFault'
    this.code = code
    this.params = params
  }
}

/** The sentence of a code with its facts filled in. */
function showSpeechError(
  code: SpeechErrorCode,
  params: SpeechErrorParams,
  language: 'vi' | 'en',
): string {
  return speechErrors[code][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(params[name] ?? whole),
  )
}
