/** What the message names; times as they are said in the office's zone. */
export type RecallMessage = Readonly<{
  title: string
  /** Numbers and languages of what is withdrawn. */
  covers: readonly Readonly<{ number: number; language: 'vi' | 'km' | 'en' }>[]
  reason: string
  /** `20:15`. */
  time: string
  /** `13/09/2024`. */
  date: string
  office: string
  /** The office's own number; null when nobody entered it. */
  phone: string | null
}>

const languageNames = { vi: 'tiếng Việt', km: 'tiếng Khmer', en: 'tiếng Anh' } as const

/** Ready to be pasted into Zalo: which bulletin, why, what to do, whom to call. In Vietnamese always. */
export function recallMessage(message: RecallMessage): string {
  const { title, reason, time, date, office, phone } = message
  const covers = message.covers
    .map(({ number, language }) => `bản ${number} ${languageNames[language]}`)
    .join(', ')
  return [
    `THU HỒI BẢN TIN – ${office}, ${time} ngày ${date}`,
    `Bản tin: "${title}" (${covers}).`,
    `Lý do: ${reason}`,
    'Đề nghị trạm: dừng phát ngay; xóa tệp này trên máy phát, bàn FM, USB, thẻ nhớ và trong các nhóm chat; không chuyển tiếp.',
    `Xóa xong, bấm "Đã xóa bản cũ" ở trang Ca trực, hoặc gọi ${phone ? `${office}: ${phone}` : office}.`,
  ].join('\n')
}
