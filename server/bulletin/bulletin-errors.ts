import { type ErrorParams, type MediaErrorCode, mediaErrors } from '../../media/errors.ts'
import { type Catalogue, Problem, problemsOf } from '../errors.ts'

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
    vi: 'Không làm được vì phiên bản đang ở trạng thái "{state}". Hãy tải lại trang để xem trạng thái mới nhất.',
    en: 'Not possible, since the version is "{state}". Reload the page to see how it stands now.',
  },
  'bulletin-changed-meanwhile': {
    status: 409,
    vi: 'Bản tin vừa được sửa sau khi bạn mở. Hãy xem và nghe lại bản mới rồi mới duyệt.',
    en: 'It was changed after you opened it. Read and listen to it as it is now, then approve.',
  },
  'bulletin-own-work': {
    status: 409,
    vi: 'Người viết hoặc người sửa gần nhất không được tự duyệt. Hãy nhờ người duyệt khác.',
    en: 'Nobody approves what they wrote or edited last. Ask another approver.',
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
  'upload-unknown': {
    status: 404,
    vi: 'Không có tệp tải lên này; có thể máy chủ đã khởi động lại. Hãy tải tệp lên lại.',
    en: 'There is no such upload; the server may have restarted. Upload the file again.',
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
  'range-outside': {
    status: 416,
    vi: 'Đoạn yêu cầu nằm ngoài tệp. Hãy tải lại từ đầu.',
    en: 'The range lies outside the file. Fetch it again from the start.',
  },
} as const satisfies Catalogue

export const bulletinProblem = problemsOf(bulletinErrors)

/** What `media/` refuses, in its own words, with the status that HTTP knows for it. */
export function mediaProblem(code: MediaErrorCode, params: ErrorParams): Problem {
  return new Problem(code, { status: mediaStatus[code] ?? 422, ...mediaErrors[code] }, params)
}

const mediaStatus: Partial<Record<MediaErrorCode, number>> = {
  'file-too-large': 413,
  'disk-full': 507,
  'ffmpeg-missing': 500,
  'ffmpeg-path-broken': 500,
  'ffmpeg-failed': 500,
}

/** What ingest noticed without refusing. */
export const soundWarnings = {
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
