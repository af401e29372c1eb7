import type { WordingRule } from '../bulletin/wording.ts'
import { phaseValidity } from './sample-campaign.ts'

/**
 * What to look at twice in texts about 2G. Facts: circulars 03 and 04/2024 set 16/9/2024; on
 * 13/9/2024 circular 10/2024 moved it by a month, so that service to phones that know only 2G ended
 * with 15/10/2024; 2G radio went on, for voice of 3G and 4G phones without VoLTE.
 */
export const sampleWording: readonly WordingRule[] = [
  {
    language: 'vi',
    phrase: '15/9/2024',
    suggestion: '15/10/2024',
    note: 'Ngày 13/9/2024 Bộ Thông tin và Truyền thông lùi thời điểm một tháng (Thông tư 10/2024): máy chỉ hỗ trợ 2G được phục vụ đến hết ngày 15/10/2024. Nếu nói về ngày khác, như hạn báo cáo 15/9/2024, thì giữ nguyên.',
    validFrom: phaseValidity[2].from,
  },
  {
    language: 'vi',
    phrase: '16/9/2024',
    suggestion: '16/10/2024',
    note: 'Mốc 16/9/2024 đã được lùi sang 16/10/2024 (Thông tư 10/2024 ngày 13/9/2024). Nếu nhắc lại mốc cũ để giải thích thì giữ nguyên.',
    validFrom: phaseValidity[2].from,
  },
  {
    language: 'vi',
    phrase: 'tắt sóng 2G',
    suggestion: 'dừng cung cấp dịch vụ cho điện thoại chỉ hỗ trợ 2G',
    note: 'Ngày 16/10/2024 chỉ dừng phục vụ máy chỉ hỗ trợ 2G; sóng 2G khi đó vẫn còn, để phục vụ cuộc gọi của máy 3G, 4G chưa dùng được VoLTE. Nói "tắt sóng" dễ làm người dùng máy 4G tưởng mình cũng phải đổi máy. Công văn có dùng chữ "tắt sóng"; khi trích nguyên văn thì giữ.',
    validFrom: null,
  },
]
