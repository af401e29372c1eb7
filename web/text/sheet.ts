/**
 * The words of the printed approval sheet. An official paper is in Vietnamese whatever language its
 * reader's screen speaks; its head follows the Appendix I of Nghị định 30/2020/NĐ-CP.
 */
export const sheetWords = {
  committee: 'ỦY BAN NHÂN DÂN',
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
  number: 'Số: …………/PD',
  /** @param date `12/08/2024`; days under 10 and the months 1 and 2 keep their nought, by the decree. */
  placeDate: (place: string, date: string) => {
    const [day = '', month = '', year = ''] = date.split('/')
    const written = Number(month) > 2 ? String(Number(month)) : month
    return `${place}, ngày ${day} tháng ${written} năm ${year}`
  },
  /** A length in words: `1 phút 05 giây`. */
  length: (ms: number) => {
    const seconds = Math.round(ms / 1000)
    const rest = String(seconds % 60).padStart(2, '0')
    return seconds < 60 ? `${seconds} giây` : `${Math.floor(seconds / 60)} phút ${rest} giây`
  },
  title: 'PHIẾU DUYỆT',
  subject: (title: string) => `Nội dung bản tin phát thanh “${title}”`,
  fields: {
    version: 'Bản số, tiếng',
    contentType: 'Loại',
    class: 'Mức ưu tiên',
    campaign: 'Đợt tuyên truyền',
    dispatch: 'Theo văn bản',
    validity: 'Thời hạn phát',
    length: 'Thời lượng',
    author: 'Người soạn',
    editors: 'Người cùng sửa',
    submitted: 'Trình lúc',
    reviewer: 'Người thẩm định',
    approver: 'Người duyệt',
    listened: 'Đã nghe hết',
    state: 'Tình trạng khi in',
    speech: 'Âm thanh',
  },
  byMachine: 'máy đọc từ văn bản',
  fromUntil: (from: string, until: string) => `từ ${from} đến ${until}`,
  fromOn: (from: string) => `từ ${from}, không ghi hạn cuối`,
  nobody: 'chưa có',
  text: 'Nội dung',
  noText: 'Bản tin không có văn bản; nội dung theo âm thanh.',
  original: (n: number) => `Bản tiếng Việt mà bản này nói theo (bản ${n})`,
  digests: 'Dấu của âm thanh (SHA-256)',
  master: 'Âm thanh được duyệt',
  file: 'Tệp gốc',
  signatures: { author: 'NGƯỜI SOẠN', reviewer: 'NGƯỜI THẨM ĐỊNH', approver: 'NGƯỜI DUYỆT' },
  sign: '(Ký, ghi rõ họ tên)',
  signOffice: '(Ký tên, đóng dấu)',
  printed: (time: string, approved: string) =>
    `In từ phần mềm Tiếp Âm lúc ${time}. Việc duyệt đã được ghi trong phần mềm lúc ${approved}.`,
} as const
