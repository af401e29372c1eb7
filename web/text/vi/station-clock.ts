/** What to do about a station’s clock that is far off. */
export const stationClockVi = {
  stationClock: {
    slow: 'Đồng hồ máy ở {{station}} chậm {{time}} so với máy chủ.',
    fast: 'Đồng hồ máy ở {{station}} nhanh {{time}} so với máy chủ.',
    says: 'Lệch quá một phút thì trạm không tự bắt đầu phát. Hãy chỉnh giờ máy ở trạm, trạm phát tiếp ngay khi giờ khớp. Nếu chính giờ máy chủ sai, hãy chỉnh máy chủ.',
    away: 'Mất liên lạc mà trạm không phát: có thể đồng hồ ở trạm bị ngờ là sai (mất điện lâu, pin cạn).',
    word: 'Người ở trạm xem đồng hồ, chỉnh nếu sai, rồi gõ ở máy của trạm:',
  },
} as const
