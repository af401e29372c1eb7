/**
 * Every refusal and fault that `media/` raises, in the words that a person reads. Each says what to
 * do next. `{name}` stands for a parameter that travels with the code. Codes are never renamed.
 */
export const mediaErrors = {
  'empty-file': {
    vi: 'Tệp trống (0 byte). Vui lòng chọn lại tệp hoặc sao chép lại từ máy ghi âm.',
    en: 'The file is empty (0 bytes). Choose it again, or copy it again from the recorder.',
  },
  'not-a-file': {
    vi: 'Đây không phải là tệp thường (thư mục, liên kết hoặc thiết bị). Vui lòng chọn chính tệp âm thanh.',
    en: 'This is not an ordinary file (a folder, a link or a device). Choose the sound file itself.',
  },
  'not-readable': {
    vi: 'Không đọc được tệp ({detail}). Vui lòng cấp quyền đọc hoặc sao chép lại tệp.',
    en: 'The file cannot be read ({detail}). Allow reading it, or copy it again.',
  },
  'file-too-large': {
    vi: 'Tệp quá lớn ({megabytes} MB, tối đa {limitMegabytes} MB). Vui lòng xuất lại dưới dạng MP3 hoặc M4A.',
    en: 'The file is too large ({megabytes} MB, at most {limitMegabytes} MB). Export it as MP3 or M4A.',
  },
  'not-sound': {
    vi: 'Tệp này không phải là tệp âm thanh đọc được. Vui lòng chọn tệp MP3, M4A, WAV, OGG/Opus, FLAC, AMR, 3GP, WMA, AIFF, CAF hoặc MP4/MOV.',
    en: 'This is not a sound file that can be read. Choose an MP3, M4A, WAV, Ogg/Opus, FLAC, AMR, 3GP, WMA, AIFF, CAF or MP4/MOV file.',
  },
  'protected-sound': {
    vi: 'Âm thanh trong tệp bị khóa bản quyền (DRM) nên không giải mã được. Vui lòng xin bản không khóa.',
    en: 'The sound in the file is locked by copy protection (DRM) and cannot be decoded. Ask for a copy that is not.',
  },
  'no-audio-stream': {
    vi: 'Tệp chỉ có hình, không có phần âm thanh. Vui lòng chọn tệp có tiếng.',
    en: 'The file holds pictures only and no sound track. Choose a file with sound.',
  },
  'no-sound-in-it': {
    vi: 'Tệp không có âm thanh (im lặng). Vui lòng ghi âm lại hoặc chọn tệp khác.',
    en: 'There is no sound in the file (silence). Record again, or choose another file.',
  },
  'too-short': {
    vi: 'Âm thanh quá ngắn ({milliseconds} ms, tối thiểu {limitMilliseconds} ms). Vui lòng kiểm tra bản ghi và chọn lại.',
    en: 'The sound is too short ({milliseconds} ms, at least {limitMilliseconds} ms). Check the recording and choose again.',
  },
  'too-long': {
    vi: 'Âm thanh dài hơn {limitMinutes} phút. Vui lòng cắt ngắn hoặc chia thành nhiều bản tin.',
    en: 'The sound is longer than {limitMinutes} minutes. Cut it, or split it into several bulletins.',
  },
  'recording-too-long': {
    vi: 'Bản ghi dài hơn một ngày. Vui lòng chia thành từng ngày rồi gửi lại.',
    en: 'The recording is longer than a day. Split it by days and send it again.',
  },
  'took-too-long': {
    vi: 'Xử lý tệp quá {limitSeconds} giây nên đã dừng. Vui lòng thử lại, hoặc xuất lại tệp dưới dạng MP3.',
    en: 'Processing passed {limitSeconds} seconds and was stopped. Try again, or export the file as MP3.',
  },
  'disk-full': {
    vi: 'Ổ đĩa đã đầy, chưa có gì được lưu. Vui lòng giải phóng dung lượng rồi thử lại.',
    en: 'The disk is full; nothing was stored. Free some space and try again.',
  },
  'ffmpeg-missing': {
    vi: 'Không tìm thấy ffmpeg. Hãy cài đặt (Debian/Ubuntu: sudo apt-get install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg) hoặc đặt biến FFMPEG_PATH.',
    en: 'ffmpeg was not found. Install it (Debian/Ubuntu: sudo apt-get install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg) or set FFMPEG_PATH.',
  },
  'ffmpeg-path-broken': {
    vi: 'FFMPEG_PATH trỏ tới {path} nhưng không chạy được: {detail}. Hãy sửa hoặc bỏ biến này.',
    en: 'FFMPEG_PATH points to {path}, which does not work: {detail}. Correct it or unset it.',
  },
  'ffmpeg-failed': {
    vi: 'ffmpeg gặp lỗi khi xử lý âm thanh: {detail}. Vui lòng thử lại; nếu vẫn lỗi, báo cho kỹ thuật viên.',
    en: 'ffmpeg failed while processing the sound: {detail}. Try again; if it persists, tell the technician.',
  },
} as const

export type MediaErrorCode = keyof typeof mediaErrors

/** The ordinary "no" to an upload. */
export type IngestRefusal = Exclude<MediaErrorCode, FaultCode | 'recording-too-long'>

/** Facts that a sentence names. */
export type ErrorParams = Readonly<Record<string, string | number>>

type FaultCode = 'disk-full' | 'ffmpeg-missing' | 'ffmpeg-path-broken' | 'ffmpeg-failed'

/** Something broke that is not the file's doing: disk, program, set-up. */
export class MediaFault extends Error {
  readonly code: FaultCode
  readonly params: ErrorParams

  constructor(code: FaultCode, params: ErrorParams = {}, cause?: unknown) {
    super(showMediaError(code, params, 'en'), { cause })
    this.name = 'MediaFault'
    this.code = code
    this.params = params
  }
}

/** The sentence of a code with its facts filled in; a fact that is not known stays as `{name}`. */
export function showMediaError(
  code: MediaErrorCode,
  params: ErrorParams,
  language: 'vi' | 'en',
): string {
  return mediaErrors[code][language].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(params[name] ?? whole),
  )
}
