import type { Source } from '../plan/window.ts'

export type FeedLanguage = 'vi' | 'en'

/** What files for people say beside the plan's own words. */
export const feedWords = {
  vi: {
    calendar: (station: string) => `Lịch phát · ${station}`,
    sample: 'DỮ LIỆU MẪU',
    forecast: 'dự kiến',
    repeat: 'PL',
    relayed: 'tiếp âm',
    signal: 'Tiếp sóng Đài huyện',
    source: { vov: 'VOV', province: 'Đài tỉnh', district: 'Đài huyện', commune: 'Đài xã' },
    columns: [
      ...['Ngày', 'Khung giờ', 'Bắt đầu', 'Kết thúc', 'Nguồn', 'Nội dung', 'Loại'],
      ...['Thời lượng (giây)', 'Tiếng', 'Mức', 'Phát lại', 'Tiếp âm'],
    ],
    yes: 'x',
    kind: {
      ...{ news: 'tin', feature: 'bài', notice: 'thông báo', story: 'câu chuyện' },
      ...{ tune: 'nhạc hiệu', test: 'phát thử', relay: 'tiếp sóng' },
      ...{ 'station-id': 'đài hiệu', opening: 'lời mở đầu', closing: 'lời kết thúc' },
      ...{ sting: 'nhạc cắt', 'time-signal': 'tín hiệu giờ' },
    },
    class: { ordinary: 'thông thường', priority: 'ưu tiên', emergency: 'khẩn cấp' },
  },
  en: {
    calendar: (station: string) => `Programme · ${station}`,
    sample: 'SAMPLE DATA',
    forecast: 'forecast',
    repeat: 'repeat',
    relayed: 'relay',
    signal: 'Carries the district’s signal',
    source: { vov: 'VOV', province: 'Province', district: 'District', commune: 'Commune' },
    columns: [
      ...['Date', 'Window', 'Starts', 'Ends', 'Source', 'Content', 'Type'],
      ...['Length (seconds)', 'Language', 'Class', 'Repeat', 'Relay'],
    ],
    yes: 'x',
    kind: {
      ...{ news: 'news', feature: 'feature', notice: 'notice', story: 'story' },
      ...{ tune: 'signature tune', test: 'test', relay: 'relay' },
      ...{ 'station-id': 'station ID', opening: 'opening', closing: 'closing' },
      ...{ sting: 'sting', 'time-signal': 'time signal' },
    },
    class: { ordinary: 'ordinary', priority: 'priority', emergency: 'emergency' },
  },
} as const satisfies Record<FeedLanguage, FeedWords>

type FeedWords = Readonly<{
  calendar(station: string): string
  sample: string
  forecast: string
  repeat: string
  relayed: string
  signal: string
  source: Readonly<Record<Source, string>>
  columns: readonly string[]
  yes: string
  kind: Readonly<Record<string, string>>
  class: Readonly<Record<'ordinary' | 'priority' | 'emergency', string>>
}>
