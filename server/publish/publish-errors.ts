import { type Catalogue, problemsOf } from '../errors.ts'

export const publishErrors = {
  'manifest-none': {
    status: 404,
    vi: 'Trạm "{station}" chưa có bản kê phát. Trạm IP nhận bản kê ngay khi có lịch; trạm FM và có dây tiếp sóng trực tiếp.',
    en: '"{station}" has no manifest. An IP station gets one as soon as there is a plan; FM and wired stations carry the live signal.',
  },
  'status-malformed': {
    status: 400,
    vi: 'Không đọc được trạng thái của trạm ({where}: {problem}). Hãy cập nhật phần mềm của trạm.',
    en: 'The station’s status cannot be read ({where}: {problem}). Update the station’s software.',
  },
  'status-other-station': {
    status: 403,
    vi: 'Trạng thái này là của trạm khác. Hãy kiểm tra địa chỉ mà trạm gửi tới.',
    en: 'This status is of another station. Check the address that the station sends to.',
  },
  'status-key-unknown': {
    status: 403,
    vi: 'Khóa của trạm không còn hiệu lực ở đây. Hãy ghi danh lại trạm bằng mã mới.',
    en: 'The station’s key is not valid here. Enrol the station again with a new code.',
  },
  'status-signature-wrong': {
    status: 403,
    vi: 'Chữ ký của trạng thái không đúng nên bị từ chối. Hãy ghi danh lại trạm nếu còn lặp lại.',
    en: 'The status’s signature is wrong, so it was refused. Enrol the station again if this persists.',
  },
  'status-old': {
    status: 409,
    vi: 'Đã có trạng thái mới hơn của trạm ({newest}). Trạng thái cũ ({count}) bị bỏ qua.',
    en: 'There is a newer status of the station ({newest}); the older one ({count}) is passed over.',
  },
  'status-held-impossible': {
    status: 409,
    vi: 'Trạm báo đang giữ bản kê số {held}, quá xa số {newest} đã phát hành. Hãy xoá dữ liệu của trạm rồi ghi danh lại.',
    en: 'The station claims to hold manifest {held}, far beyond {newest}. Clear the station’s data and enrol it again.',
  },
  'levels-malformed': {
    status: 400,
    vi: 'Không đọc được mức âm thanh của trạm ({where}: {problem}). Hãy cập nhật phần mềm của trạm.',
    en: 'The station’s levels cannot be read ({where}: {problem}). Update the station’s software.',
  },
  'levels-other-station': {
    status: 403,
    vi: 'Mức âm thanh này là của trạm khác. Hãy kiểm tra địa chỉ mà trạm gửi tới.',
    en: 'These levels are of another station. Check the address that the station sends to.',
  },
  'levels-key-unknown': {
    status: 403,
    vi: 'Khóa của trạm không còn hiệu lực ở đây. Hãy ghi danh lại trạm bằng mã mới.',
    en: 'The station’s key is not valid here. Enrol the station again with a new code.',
  },
  'levels-signature-wrong': {
    status: 403,
    vi: 'Chữ ký của mức âm thanh không đúng nên bị từ chối. Hãy ghi danh lại trạm nếu còn lặp lại.',
    en: 'The levels’ signature is wrong, so they were refused. Enrol the station again if this persists.',
  },
  'levels-old': {
    status: 409,
    vi: 'Đã có mức âm thanh mới hơn của trạm. Gói cũ bị bỏ qua, không cần làm gì.',
    en: 'There are newer levels of the station. The older ones are passed over; nothing is to be done.',
  },
  'test-no-sound': {
    status: 409,
    vi: 'Chưa có âm thanh thử được duyệt. Hãy tải lên một bản tin loại "phát thử" và nhờ người khác duyệt.',
    en: 'There is no approved test sound. Upload one as a bulletin of the kind "test" and have somebody approve it.',
  },
  'test-output-unknown': {
    status: 409,
    vi: 'Trạm không báo có đầu ra "{output}" (đang có: {known}). Hãy chọn đầu ra trong danh sách, hoặc đợi trạm kết nối.',
    en: 'The station reports no output "{output}" (it has: {known}). Choose one of those, or wait until the station is connected.',
  },
  'test-quiet': {
    status: 409,
    vi: 'Đang trong giờ yên tĩnh {from}–{to}. Hãy phát thử sau {to}.',
    en: 'These are quiet hours, {from}–{to}. Test after {to}.',
  },
  'test-over-programme': {
    status: 409,
    vi: 'Đang có chương trình "{title}" đến {until}. Hãy phát thử sau lúc đó.',
    en: 'The programme "{title}" is on until {until}. Test after that.',
  },
  'test-over-test': {
    status: 409,
    vi: 'Đầu ra này đang phát thử đến {until}. Hãy thử lại sau lúc đó.',
    en: 'This output is being tested until {until}. Try again after that.',
  },
} as const satisfies Catalogue

export const publishProblem = problemsOf(publishErrors)
