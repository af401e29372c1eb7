/** What the phone page says of silencing the station. */
export const stopVi = {
  open: 'Dừng phát của trạm',
  asks: 'Dừng phát ở {station}?',
  says: 'Mọi loa của trạm im lặng ngay, kể cả bản tin khẩn cấp, cho đến khi một người cho phát lại.',
  sounding: 'Đang phát: {title}.',
  noWire:
    'Không liên lạc được với máy phát của trạm qua mạng. Lệnh được ghi lại, nhưng loa chỉ im khi tắt máy tại chỗ.',
  keep: 'Giữ nguyên',
  doStop: 'Dừng phát ngay',
  stopped: 'Trạm đang dừng phát',
  stoppedCluster: 'Cụm {cluster} đang dừng phát',
  by: '{name} ra lệnh lúc {time}',
  atStation:
    'Người ở máy phát đã dừng lúc {time}. Chỉ người ở đó cho phát lại, bằng lệnh restart tại máy.',
  theirs: 'Lệnh này của huyện, chỉ huyện cho phát lại. Hãy gọi cho huyện.',
  restart: 'Phát lại',
  restartSays: 'Trạm phát theo lịch từ lúc này. Mục đang dở được phát tiếp.',
  doRestart: 'Phát lại ngay',
  offline: 'Không có mạng: muốn dừng phát, xin tắt máy tại chỗ.',
  step: {
    telephone: 'Lệnh không tới được máy phát: xin tắt máy tại chỗ.',
    sending: 'Đang gửi tới máy phát.',
    received: 'Máy phát đã nhận lệnh.',
    silent: 'Máy phát đã im lặng.',
    restarting: 'Đang cho phát lại.',
    restarted: 'Đã phát lại.',
  },
} as const

type Sentences<Tree> = {
  [Key in keyof Tree]: Tree[Key] extends string ? string : Sentences<Tree[Key]>
}
export type StopText = Sentences<typeof stopVi>

export const stopEn: StopText = {
  open: 'Stop this station',
  asks: 'Stop {station}?',
  says: 'Every loudspeaker of the station falls silent at once, emergencies too, until a person restarts it.',
  sounding: 'On air: {title}.',
  noWire:
    'The station’s player cannot be reached over the network. The order is kept, but the loudspeakers fall silent only when they are switched off on the spot.',
  keep: 'Leave it on',
  doStop: 'Stop now',
  stopped: 'The station is stopped',
  stoppedCluster: 'Cluster {cluster} is stopped',
  by: '{name} ordered it at {time}',
  atStation:
    'Somebody at the player stopped it at {time}. Only somebody there restarts it, with the restart command.',
  theirs: 'The district ordered this, and only the district lifts it. Please call the district.',
  restart: 'Restart',
  restartSays: 'The station goes on as planned from now, within the item that is due.',
  doRestart: 'Restart now',
  offline: 'No network: to stop it, please switch it off on the spot.',
  step: {
    telephone: 'The order does not reach the player: please switch it off on the spot.',
    sending: 'On its way to the player.',
    received: 'The player has the order.',
    silent: 'The player is silent.',
    restarting: 'Being restarted.',
    restarted: 'It sounds again.',
  },
}
