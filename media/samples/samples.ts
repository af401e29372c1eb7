import { join } from 'node:path'

/**
 * The sound of the sample district: texts in our own words from public facts, spoken by a speech
 * synthesiser, and two signals made in code. `README.md` says how each file was made.
 */

/** The campaign's three truths: what is right in one is wrong in the next. Dates are inclusive. */
export const samplePhases = [
  { phase: 1, from: '2024-07-05', until: '2024-09-13', says: '16/9' },
  { phase: 2, from: '2024-09-13', until: '2024-10-15', says: '16/10' },
  { phase: 3, from: '2024-10-16', until: null, says: 'đã dừng' },
] as const

export type SamplePhase = (typeof samplePhases)[number]['phase']

/** Invented persons. */
export const samplePeople = {
  lan: { name: 'Nguyễn Thị Lan', role: 'editor' },
  minh: { name: 'Trần Văn Minh', role: 'approver' },
} as const

export type SamplePerson = keyof typeof samplePeople

type SampleText = Readonly<{
  key: string
  phase: SamplePhase
  title: string
  contentType: 'tin' | 'thông báo' | 'bài'
  writtenBy: SamplePerson
}>

/** A bulletin with its sound. */
export type SampleBulletin = SampleText &
  Readonly<{
    language: 'vi'
    /** As people read it; numbers and dates are spelled out only for the synthesiser. */
    text: string
    /** Name in this folder. */
    file: string
    approvedBy: SamplePerson
  }>

/** A bulletin that nobody can synthesise: it waits for a person who speaks the language. */
export type AwaitedBulletin = SampleText &
  Readonly<{
    language: 'km'
    awaiting: 'recording'
    /** The Vietnamese bulletin that it will say in its language. */
    variantOf: string
    note: string
  }>

export type SampleSignal = Readonly<{
  key: string
  kind: 'tune' | 'test'
  title: string
  file: string
  /** What ingest is to do with its level. */
  level: 'house' | 'as-is'
}>

const written = { language: 'vi', writtenBy: 'lan', approvedBy: 'minh' } as const

export const sampleBulletins: readonly SampleBulletin[] = [
  {
    ...written,
    key: '2g-moc-16-9',
    phase: 1,
    title: 'Từ 16/9/2024 dừng phục vụ điện thoại chỉ hỗ trợ 2G',
    contentType: 'thông báo',
    file: '2g-moc-16-9.opus',
    text:
      'Đây là bản tin mẫu. Từ ngày 16/9/2024, các nhà mạng dừng cung cấp dịch vụ cho điện thoại ' +
      'chỉ hỗ trợ 2G. Đó là loại máy chỉ biết dùng mạng 2G, không vào được mạng 4G. Bà con đang ' +
      'dùng máy này hãy đổi sang điện thoại 4G trước ngày 16/9 và vẫn giữ nguyên số. Máy 4G bàn ' +
      'phím cũng dùng được.',
  },
  {
    ...written,
    key: '2g-kiem-tra-may',
    phase: 1,
    title: 'Kiểm tra điện thoại trước ngày 16/9/2024',
    contentType: 'bài',
    file: '2g-kiem-tra-may.opus',
    text:
      'Đây là bản tin mẫu. Làm sao biết điện thoại của mình có phải loại chỉ hỗ trợ 2G? Bà con ' +
      'hãy hỏi điểm giao dịch của nhà mạng, hoặc nhờ tổ công nghệ số cộng đồng ở ấp xem giúp. ' +
      'Nếu đúng là máy chỉ hỗ trợ 2G, xin đổi máy trước ngày 16/9/2024 để cuộc gọi và tin nhắn ' +
      'không bị gián đoạn.',
  },
  {
    ...written,
    key: '2g-lui-den-16-10',
    phase: 2,
    title: 'Lùi thời điểm dừng phục vụ điện thoại chỉ hỗ trợ 2G đến 16/10/2024',
    contentType: 'thông báo',
    file: '2g-lui-den-16-10.opus',
    text:
      'Đây là bản tin mẫu. Do ảnh hưởng của bão Yagi, thời điểm dừng cung cấp dịch vụ cho điện ' +
      'thoại chỉ hỗ trợ 2G được lùi một tháng. Các máy này dùng được đến hết ngày 15/10/2024. Từ ' +
      'ngày 16/10, máy chỉ hỗ trợ 2G sẽ bị khóa cả chiều gọi đi và chiều gọi đến. Mốc 16/9 đã ' +
      'thông báo trước đây không còn hiệu lực.',
  },
  {
    ...written,
    key: '2g-ho-tro-doi-may',
    phase: 2,
    title: 'Đổi máy trước ngày 16/10/2024: đến đâu, được hỗ trợ gì',
    contentType: 'tin',
    file: '2g-ho-tro-doi-may.opus',
    text:
      'Đây là bản tin mẫu. Còn dùng điện thoại chỉ hỗ trợ 2G, bà con hãy đổi máy trước ngày ' +
      '16/10/2024. Xin đến cửa hàng hoặc điểm lưu động của nhà mạng; cần thì đổi cả SIM, số điện ' +
      'thoại vẫn giữ nguyên. Hộ nghèo, hộ cận nghèo hãy hỏi cán bộ xã về mức hỗ trợ 500.000 đồng ' +
      'hoặc điện thoại thông minh theo quy định.',
  },
  {
    ...written,
    key: '2g-da-dung',
    phase: 3,
    title: 'Đã dừng phục vụ điện thoại chỉ hỗ trợ 2G từ 16/10/2024',
    contentType: 'thông báo',
    file: '2g-da-dung.opus',
    text:
      'Đây là bản tin mẫu. Từ ngày 16/10/2024, các nhà mạng đã dừng cung cấp dịch vụ cho điện ' +
      'thoại chỉ hỗ trợ 2G. Máy loại này không gọi đi, không nhận cuộc gọi được nữa. Bà con nào ' +
      'còn giữ máy cũ, xin đến điểm giao dịch của nhà mạng để được hướng dẫn đổi sang điện thoại ' +
      '4G và hỏi về số đang dùng.',
  },
  {
    ...written,
    key: '2g-may-4g-khong-phai-doi',
    phase: 3,
    title: 'Ai phải đổi máy, ai không',
    contentType: 'bài',
    file: '2g-may-4g-khong-phai-doi.opus',
    text:
      'Đây là bản tin mẫu. Mốc 16/10/2024 chỉ áp dụng với điện thoại chỉ hỗ trợ 2G. Người đang ' +
      'dùng điện thoại 4G không phải đổi máy vì mốc này. Điện thoại 4G có loại màn hình cảm ứng, ' +
      'cũng có loại bàn phím, dễ dùng cho người lớn tuổi. Khi mua máy, bà con nhớ hỏi rõ máy có ' +
      'hỗ trợ 4G hay không.',
  },
  {
    ...written,
    key: '2g-vi-sao-dung',
    phase: 3,
    title: 'Vì sao dừng công nghệ di động cũ',
    contentType: 'bài',
    file: '2g-vi-sao-dung.opus',
    text:
      'Đây là bản tin mẫu. Vì sao điện thoại chỉ hỗ trợ 2G đã dừng được phục vụ? 2G là công nghệ ' +
      'di động cũ. Băng tần của mạng cũ được dành lại cho mạng 4G và 5G, để cuộc gọi rõ hơn, ' +
      'truy cập nhanh hơn. Công nghệ cũ cũng có những kẽ hở mà kẻ xấu lợi dụng để phát tán tin ' +
      'nhắn rác, tin nhắn lừa đảo.',
  },
  {
    ...written,
    key: '2g-to-cong-nghe-so',
    phase: 3,
    title: 'Tổ công nghệ số cộng đồng giúp bà con đổi máy',
    contentType: 'tin',
    file: '2g-to-cong-nghe-so.opus',
    text:
      'Đây là bản tin mẫu. Điện thoại chỉ hỗ trợ 2G đã dừng được phục vụ từ ngày 16/10/2024. Gia ' +
      'đình nào còn người chưa đổi máy, xin nhắn tổ công nghệ số cộng đồng ở ấp. Tổ sẽ xem máy ' +
      'giúp, chỉ nơi đổi máy, đổi SIM của nhà mạng, và hướng dẫn cách gọi, nhắn tin trên máy mới.',
  },
]

/** What breaks in when a person orders it; it belongs to no campaign, and no plan takes it by itself. */
export type SampleEmergency = Readonly<{
  key: string
  title: string
  language: 'vi'
  text: string
  file: string
  writtenBy: SamplePerson
  approvedBy: SamplePerson
}>

export const sampleEmergencies: readonly SampleEmergency[] = [
  {
    ...written,
    key: 'mau-mua-lon-ngap',
    title: 'Bản tin mẫu: mưa lớn, nước lên nhanh',
    file: 'mau-mua-lon-ngap.opus',
    text:
      'Đây là bản tin mẫu, chỉ để phát thử, không có tình huống thật. Mưa lớn, nước sông đang lên ' +
      'nhanh. Bà con ở nơi thấp hãy đưa người già, trẻ em và đồ đạc lên chỗ cao, ngắt điện trong ' +
      'nhà, không đi qua chỗ nước chảy xiết, và nghe theo hướng dẫn của xã. Xin nhắc lại, đây chỉ ' +
      'là bản tin mẫu.',
  },
]

export const awaitedBulletins: readonly AwaitedBulletin[] = [
  {
    key: '2g-da-dung-km',
    phase: 3,
    title: 'Đã dừng phục vụ điện thoại chỉ hỗ trợ 2G (ភាសាខ្មែរ)',
    contentType: 'thông báo',
    language: 'km',
    awaiting: 'recording',
    variantOf: '2g-da-dung',
    note:
      'Bản tiếng Khmer (ភាសាខ្មែរ) đang chờ người dịch và đọc. Máy không đọc thay: hãy ghi âm ' +
      'giọng người nói tiếng Khmer rồi tải lên đây.',
    writtenBy: 'lan',
  },
]

export const sampleSignals: readonly SampleSignal[] = [
  { key: 'nhac-hieu', kind: 'tune', title: 'Nhạc hiệu', file: 'nhac-hieu.opus', level: 'house' },
  { key: 'phat-thu', kind: 'test', title: 'Phát thử', file: 'phat-thu.opus', level: 'as-is' },
]

/** Absolute path of a sample's file. */
export function samplePath(file: string): string {
  return join(import.meta.dirname, file)
}
