/** How a code is answered, and its sentence in both languages; `{name}` stands for a parameter. */
export type Wording = Readonly<{ status: number; vi: string; en: string }>
export type Catalogue = Readonly<Record<string, Wording>>
export type ProblemParams = Readonly<Record<string, string | number>>

/** Why the program cannot start, in one sentence per language that says what to do. */
export class StartFault extends Error {
  readonly vi: string
  readonly en: string

  constructor(vi: string, en: string, cause: unknown) {
    super(en, { cause })
    this.name = 'StartFault'
    this.vi = vi
    this.en = en
  }
}

/** A refusal on its way to whoever asked: thrown anywhere, answered as RFC 9457 in one place. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly params: ProblemParams
  readonly vi: string
  readonly en: string

  constructor(code: string, wording: Wording, params: ProblemParams) {
    const en = fillIn(wording.en, params)
    super(en)
    this.name = 'Problem'
    this.status = wording.status
    this.code = code
    this.params = params
    this.vi = fillIn(wording.vi, params, 'Vi')
    this.en = en
  }
}

/**
 * The problems of one area, from its own catalogue: `throw staffProblem('username-taken', { … })`.
 * An area keeps its catalogue in `<area>-errors.ts`; codes are never renamed, and none stands twice.
 */
export function problemsOf<Code extends string>(
  catalogue: Readonly<Record<Code, Wording>>,
): (code: Code, params?: ProblemParams) => Problem {
  return (code, params = {}) => new Problem(code, catalogue[code], params)
}

/** What any route may answer. */
export const baseErrors = {
  'input-wrong': {
    status: 400,
    vi: 'Dữ liệu gửi lên chưa đúng ở "{field}": {problem}. Hãy sửa rồi gửi lại.',
    en: 'What was sent is wrong at "{field}": {problem}. Correct it and send it again.',
  },
  'not-signed-in': {
    status: 401,
    vi: 'Bạn chưa đăng nhập hoặc phiên đã hết hạn. Hãy đăng nhập lại.',
    en: 'You are not signed in, or the session has ended. Sign in again.',
  },
  'not-allowed': {
    status: 403,
    vi: 'Việc này cần vai trò {roles} tại đơn vị đó. Hãy nhờ người có vai trò này, hoặc quản trị viên cấp quyền.',
    en: 'This needs the role {roles} at that unit. Ask somebody who has it, or an administrator to grant it.',
  },
  'other-site': {
    status: 403,
    vi: 'Yêu cầu đến từ một trang khác nên bị từ chối. Hãy mở lại đúng địa chỉ của hệ thống rồi thử lại.',
    en: 'The request came from another site and was refused. Open this system at its own address and try again.',
  },
  'not-found': {
    status: 404,
    vi: 'Không tìm thấy "{what}". Có thể địa chỉ sai hoặc mục này không còn.',
    en: '"{what}" was not found. The address may be wrong, or it is no longer there.',
  },
  'reading-stale': {
    status: 412,
    vi: 'Lịch hoặc chính mục này vừa đổi nên chưa ghi gì. Hãy đọc lại 24 giờ tới rồi ghi.',
    en: 'The plan, or this very record, has just changed, so nothing was saved. Read the next 24 hours again, then save.',
  },
  'too-large': {
    status: 413,
    vi: 'Nội dung gửi lên quá lớn. Hãy chia nhỏ rồi gửi lại.',
    en: 'What was sent is too large. Split it and send it again.',
  },
  'wrong-format': {
    status: 415,
    vi: 'Kiểu nội dung gửi lên không dùng được ở đây. Hãy gửi JSON, hoặc multipart/form-data khi tải tệp.',
    en: 'This kind of content is not accepted here. Send JSON, or multipart/form-data for a file.',
  },
  'reading-missing': {
    status: 428,
    vi: 'Việc này đổi lịch phát nên phải đọc trước: hãy gọi bản đọc trước rồi gửi kèm revision của nó trong If-Match (hoặc "*" nếu chấp nhận ghi mà không đọc).',
    en: 'This changes what sounds and is read first: ask for its rehearsal and send the revision of that in If-Match (or "*" to save without having read).',
  },
  'too-many': {
    status: 429,
    vi: 'Quá nhiều lần thử. Hãy đợi {seconds} giây rồi thử lại.',
    en: 'Too many attempts. Wait {seconds} seconds and try again.',
  },
  fault: {
    status: 500,
    vi: 'Hệ thống gặp lỗi. Hãy thử lại; nếu vẫn lỗi, báo cho kỹ thuật viên mã {id}.',
    en: 'Something went wrong here. Try again; if it persists, tell the technician this number: {id}.',
  },
  closing: {
    status: 503,
    vi: 'Hệ thống đang khởi động lại. Hãy thử lại sau vài giây.',
    en: 'The system is restarting. Try again in a few seconds.',
  },
} as const satisfies Catalogue

export const problem = problemsOf(baseErrors)

/**
 * A fact whose word differs by language travels twice: `{role}` takes `roleVi` before `role`. Dates
 * are read as people write them, `24/11/2026`; parameters keep them as the API has them.
 */
export function fillIn(sentence: string, params: ProblemParams, language = ''): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    String(params[name + language] ?? params[name] ?? whole).replace(
      /^(\d{4})-(\d{2})-(\d{2})$/,
      '$3/$2/$1',
    ),
  )
}
