import { type Catalogue, type Problem, type ProblemParams, problemsOf } from '../errors.ts'
import type { VersionState } from './bulletin.ts'

export const bulletinErrors = {
  'bulletin-unknown': {
    status: 404,
    vi: 'Không có bản tin hoặc phiên bản này. Có thể địa chỉ sai; hãy mở lại từ danh sách.',
    en: 'There is no such bulletin or version. The address may be wrong; open it from the list.',
  },
  'bulletin-duplicate': {
    status: 409,
    vi: 'Đã có bản tin "{title}" với đúng âm thanh này. Hãy mở bản tin đó thay vì tạo thêm.',
    en: 'There is a bulletin "{title}" with this very sound. Open that one instead of making another.',
  },
  'bulletin-wrong-state': {
    status: 409,
    vi: 'Không làm được vì phiên bản đang ở trạng thái "{stateWord}". Hãy tải lại trang để xem trạng thái mới nhất.',
    en: 'Not possible, since the version is {stateWord}. Reload the page to see how it stands now.',
  },
  'bulletin-changed-meanwhile': {
    status: 409,
    vi: 'Bản tin vừa được sửa sau khi bạn mở. Hãy xem và nghe lại như hiện nay rồi thực hiện lại.',
    en: 'It was changed after you opened it. Read and listen to it as it is now, then try again.',
  },
  'bulletin-own-work': {
    status: 409,
    vi: 'Người đã viết hoặc sửa bản tin không được tự thẩm định, tự duyệt. Hãy nhờ người khác.',
    en: 'Nobody checks or approves what they wrote or edited. Ask somebody else.',
  },
  'bulletin-own-review': {
    status: 409,
    vi: 'Bạn đã thẩm định bản này nên không được duyệt nữa. Hãy nhờ lãnh đạo khác duyệt.',
    en: 'You checked the language of this one, so somebody else has to approve it.',
  },
  'bulletin-other-unit': {
    status: 403,
    vi: 'Bản tin này do lãnh đạo UBND nơi soạn duyệt. Hãy nhờ người duyệt của đơn vị đó.',
    en: 'This one is approved by the leader of the unit that wrote it. Ask the approver of that unit.',
  },
  'bulletin-other-language': {
    status: 403,
    vi: 'Bạn không được giao thẩm định ngôn ngữ này. Hãy nhờ người thẩm định biết ngôn ngữ đó.',
    en: 'You are not a reviewer of this language. Ask one who is.',
  },
  'bulletin-not-yours-to-judge': {
    status: 403,
    vi: 'Chỉ người duyệt của đơn vị hoặc người thẩm định ngôn ngữ này mới trả lại được. Hãy nhờ họ.',
    en: 'Only an approver of its unit or a reviewer of its language can send it back. Ask one of them.',
  },
  'bulletin-not-listened': {
    status: 409,
    vi: 'Bạn chưa nghe hết bản này. Hãy nghe từ đầu đến cuối rồi thực hiện lại.',
    en: 'You have not listened to all of it. Listen from beginning to end, then try again.',
  },
  'bulletin-listening-unknown': {
    status: 404,
    vi: 'Không có lần nghe này. Hãy nghe lại từ đầu.',
    en: 'There is no such listening. Listen again from the beginning.',
  },
  'bulletin-listening-too-short': {
    status: 409,
    vi: 'Chưa đủ thời gian để nghe hết: còn {seconds} giây. Hãy nghe đến cuối.',
    en: 'Too soon to have heard all of it: {seconds} seconds are left. Listen to the end.',
  },
  'bulletin-listening-overtaken': {
    status: 409,
    vi: 'Bạn đã bắt đầu nghe bản khác trong lúc đó, nên lần nghe này không tính. Hãy nghe lại bản này từ đầu.',
    en: 'You began to listen to another one meanwhile, so this does not count. Listen to this one again.',
  },
  'bulletin-already-reviewed': {
    status: 409,
    vi: 'Bản này đã được thẩm định. Bước tiếp theo là lãnh đạo duyệt.',
    en: 'It was checked already. Approval comes next.',
  },
  'bulletin-not-reviewed': {
    status: 409,
    vi: 'Bản này chưa được người thẩm định biết ngôn ngữ đó kiểm tra. Hãy nhờ thẩm định trước khi duyệt.',
    en: 'Nobody who speaks this language has checked it yet. Ask a reviewer before it is approved.',
  },
  'bulletin-variant-open': {
    status: 409,
    vi: 'Đã có bản đang soạn bằng ngôn ngữ này (phiên bản {number}). Hãy sửa bản đó.',
    en: 'There is a draft in this language already (version {number}). Edit that one.',
  },
  'bulletin-original-unknown': {
    status: 409,
    vi: 'Không có phiên bản tiếng Việt đó trong bản tin này để làm gốc. Hãy chọn lại phiên bản tiếng Việt.',
    en: 'This bulletin has no such Vietnamese version to say in another language. Choose another one.',
  },
  'bulletin-original-not-approved': {
    status: 409,
    vi: 'Bản tiếng Việt mà bản này dịch chưa được duyệt. Hãy duyệt bản tiếng Việt trước.',
    en: 'The Vietnamese version that it translates is not approved. Approve that one first.',
  },
  'bulletin-original-recalled': {
    status: 409,
    vi: 'Bản tiếng Việt mà bản này dịch đã bị thu hồi. Hãy dịch theo phiên bản tiếng Việt mới.',
    en: 'The Vietnamese version that it translates was recalled. Translate the new one.',
  },
  'bulletin-original-replaced': {
    status: 409,
    vi: 'Bản tiếng Việt mà bản này dịch đã được thay thế. Hãy sửa theo phiên bản mới, hoặc xác nhận lời dịch vẫn đúng.',
    en: 'The Vietnamese version that it translates was superseded. Edit it after the new one, or say that its words still hold.',
  },
  'bulletin-outside-original': {
    status: 409,
    vi: 'Thời hạn của bản dịch phải nằm trong thời hạn của bản tiếng Việt. Hãy sửa ngày rồi trình lại.',
    en: 'It must be valid within the time of the Vietnamese version. Correct the dates and submit it again.',
  },
  'bulletin-no-sound': {
    status: 409,
    vi: 'Chưa có âm thanh nên chưa duyệt được. Hãy tải tệp âm thanh lên rồi trình lại.',
    en: 'There is no sound yet, so it cannot be approved. Upload the sound and submit it again.',
  },
  'bulletin-awaiting-recording': {
    status: 409,
    vi: 'Phiên bản còn chờ người thu âm nên chưa duyệt được. Hãy tải bản thu lên rồi trình lại.',
    en: 'It still waits for a person’s recording. Upload the recording and submit it again.',
  },
  'bulletin-already-over': {
    status: 409,
    vi: 'Thời hạn của bản tin đã qua nên không duyệt được. Hãy sửa ngày hết hạn rồi trình lại.',
    en: 'Its validity is over, so it cannot be approved. Change the end date and submit it again.',
  },
  'bulletin-newer-version': {
    status: 409,
    vi: 'Đã có phiên bản mới hơn. Hãy sửa phiên bản đó.',
    en: 'There is a newer version. Edit that one.',
  },
  'bulletin-title-fixed': {
    status: 409,
    vi: 'Bản tin đã từng được duyệt nên tên và đợt không đổi được, vì nhật ký đã ghi theo tên đó. Hãy tạo bản tin mới.',
    en: 'It was approved once, so title and campaign stay: the log names them. Make a new bulletin.',
  },
  'bulletin-valid-to-before-from': {
    status: 409,
    vi: 'Ngày hết hạn phải sau ngày bắt đầu. Hãy sửa lại.',
    en: 'The validity must end after it begins. Correct the dates.',
  },
  'bulletin-campaign-unknown': {
    status: 409,
    vi: 'Không có đợt tuyên truyền này. Hãy chọn lại trong danh sách.',
    en: 'There is no such campaign. Choose one of the list.',
  },
  'bulletin-campaign-foreign': {
    status: 403,
    vi: 'Đợt tuyên truyền này thuộc đơn vị khác. Hãy chọn đợt của đơn vị mình, hoặc để trống.',
    en: 'This campaign belongs to another unit. Choose one of your own unit, or none.',
  },
  'upload-not-ready': {
    status: 409,
    vi: 'Tệp chưa xử lý xong hoặc đã bị từ chối. Hãy đợi đến khi sẵn sàng, hoặc chọn tệp khác.',
    en: 'The file is still being processed, or was refused. Wait until it is ready, or choose another.',
  },
  'upload-no-file': {
    status: 400,
    vi: 'Không thấy tệp nào trong yêu cầu. Hãy chọn một tệp âm thanh.',
    en: 'There is no file in the request. Choose one sound file.',
  },
  'upload-broken-off': {
    status: 400,
    vi: 'Việc tải tệp bị ngắt giữa chừng, chưa có gì được lưu. Hãy kiểm tra mạng rồi tải lại.',
    en: 'The upload broke off half way and nothing was kept. Check the network and send it again.',
  },
  'upload-too-many': {
    status: 429,
    vi: 'Bạn có quá nhiều tệp đang chờ xử lý. Hãy đợi một lát rồi tải tiếp.',
    en: 'Too many of your files are waiting. Wait a while, then upload more.',
  },
  'recall-never-approved': {
    status: 409,
    vi: 'Phiên bản này chưa từng được duyệt nên chưa phát ở đâu, không cần thu hồi. Nếu không dùng nữa, hãy trả lại cho biên tập.',
    en: 'This version was never approved, so it is nowhere on air and needs no recall. Send it back if it is not wanted.',
  },
  'recall-already': {
    status: 409,
    vi: 'Phiên bản này đã được thu hồi. Hãy mở trang Thu hồi để xem trạm nào còn phải gọi.',
    en: 'This version was recalled already. Open the recalls to see which stations are still to be called.',
  },
  'sound-unknown': {
    status: 404,
    vi: 'Không có âm thanh này, hoặc tệp gốc của nó không còn. Hãy tải tệp lên lại.',
    en: 'There is no such sound, or its original file is gone. Upload the file again.',
  },
  'trim-too-much': {
    status: 409,
    vi: 'Cắt như vậy thì không còn đủ nửa giây âm thanh. Hãy cắt ít hơn.',
    en: 'Less than half a second would be left. Cut less.',
  },
} as const satisfies Catalogue

export type BulletinCode = keyof typeof bulletinErrors

const problemOf = problemsOf(bulletinErrors)

/** A refusal; how a version stands travels as its code and, for the sentence, as words. */
export function bulletinProblem(code: BulletinCode, params: ProblemParams = {}): Problem {
  const words = stateWords[params.state as VersionState]
  if (words === undefined) return problemOf(code, params)
  return problemOf(code, { ...params, stateWord: words.en, stateWordVi: words.vi })
}

/** As the screens call them. */
const stateWords: Readonly<Record<VersionState, Readonly<{ vi: string; en: string }>>> = {
  draft: { vi: 'bản nháp', en: 'a draft' },
  submitted: { vi: 'chờ duyệt', en: 'waiting for approval' },
  approved: { vi: 'đã duyệt', en: 'approved' },
  superseded: { vi: 'đã thay thế', en: 'superseded' },
  recalled: { vi: 'đã thu hồi', en: 'recalled' },
}

/** What was noticed without refusing. */
export const soundWarnings = {
  'already-here': {
    vi: 'Đúng tệp này đã được tải lên trước đây, nên dùng lại âm thanh đã có.',
    en: 'This very file was uploaded before, so the sound that is there is used.',
  },
  truncated: {
    vi: 'Tệp ngắn hơn độ dài ghi trong nó: có thể bị cắt mất phần cuối. Hãy nghe hết trước khi trình duyệt.',
    en: 'The file is shorter than it says: its end may be missing. Listen to all of it before submitting.',
  },
  'very-quiet': {
    vi: 'Bản thu rất nhỏ, tiếng ồn đã được nâng lên cùng. Hãy nghe lại; nếu rè, hãy thu lại gần micrô hơn.',
    en: 'The recording is very quiet, and noise was raised with it. Listen; if it hisses, record closer.',
  },
  'loudness-not-reached': {
    vi: 'Âm lượng không đạt mức chung vì có đỉnh quá lớn. Hãy nghe lại và thu âm đều tiếng hơn nếu cần.',
    en: 'It does not reach the common loudness, because of high peaks. Listen, and record more evenly if needed.',
  },
  clipped: {
    vi: 'Bản thu quá to nên bị vỡ tiếng. Hãy nghe lại; nếu rè, hãy giảm mức thu rồi thu lại.',
    en: 'It was recorded too loud and distorts. Listen; if it crackles, turn the recorder down and record again.',
  },
  'dead-channel': {
    vi: 'Một trong hai kênh không có tiếng; chỉ lấy kênh có tiếng. Hãy kiểm tra dây micrô và nghe lại.',
    en: 'One of the two channels is silent; only the other was taken. Check the microphone cable, and listen.',
  },
  'out-of-phase': {
    vi: 'Hai kênh ngược pha, trộn lại sẽ mất tiếng; chỉ lấy một kênh. Hãy nghe lại và kiểm tra đầu nối micrô.',
    en: 'The two channels cancel each other; only one was taken. Listen, and check the microphone plug.',
  },
  'dc-offset': {
    vi: 'Tín hiệu lệch một chiều (đã bỏ phần lệch). Hãy kiểm tra thiết bị thu.',
    en: 'The signal was off centre (corrected). Check the recording device.',
  },
  'no-speech': {
    vi: 'Không nghe thấy tiếng nói trong tệp. Nếu đây không phải nhạc hoặc tín hiệu, hãy kiểm tra lại tệp.',
    en: 'Nobody seems to speak in it. Unless it is music or a signal, check that it is the right file.',
  },
} as const
