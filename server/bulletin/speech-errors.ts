import { type SpeechFault, speechErrors as spokenErrors } from '../../media/speech/errors.ts'
import { type Catalogue, type Problem, problemsOf } from '../errors.ts'

/** Text made sound: what the machine says of itself, and what this office says of it. */
export const speechErrors = {
  'speech-no-program': { status: 503, ...spokenErrors['speech-no-program'] },
  'speech-path-broken': { status: 503, ...spokenErrors['speech-path-broken'] },
  'speech-voices-file-broken': { status: 503, ...spokenErrors['speech-voices-file-broken'] },
  'speech-voice-failed': { status: 502, ...spokenErrors['speech-voice-failed'] },
  'speech-took-too-long': { status: 504, ...spokenErrors['speech-took-too-long'] },
  'speech-too-long': { status: 413, ...spokenErrors['speech-too-long'] },
  'speech-nothing-to-say': { status: 422, ...spokenErrors['speech-nothing-to-say'] },
  'speech-voice-unknown': {
    status: 409,
    vi: 'Máy này không có giọng "{voice}". Hãy chọn một giọng trong danh sách.',
    en: 'This machine has no voice "{voice}". Choose one from the list.',
  },
  'speech-language-silent': {
    status: 409,
    vi: 'Máy này không có giọng đọc cho ngôn ngữ của văn bản. Hãy ghi âm giọng người; hoặc nhờ kỹ thuật viên cài giọng đọc (TIEP_AM_VOICES).',
    en: 'This machine has no voice for the language of the text. Record a person; or ask the technician to install a voice (TIEP_AM_VOICES).',
  },
  'speech-under-way': {
    status: 409,
    vi: 'Một giọng đọc khác của bạn đang được tạo. Hãy đợi xong rồi thử lại.',
    en: 'Another speech of yours is being made. Wait until it is done, then try again.',
  },
  'speech-busy': {
    status: 503,
    vi: 'Máy chủ đang đọc nhiều văn bản cùng lúc. Hãy thử lại sau vài giây.',
    en: 'The server is reading many texts at once. Try again in a few seconds.',
  },
} as const satisfies Catalogue

export const speechProblem = problemsOf(speechErrors)

/** What the machine could not speak, as an answer. */
export function problemOfFault({ code, params }: SpeechFault): Problem {
  return speechProblem(code, params)
}
