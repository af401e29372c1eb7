/** Where windows cannot give a campaign what it asks for. */
export const fitTexts = {
  'fit-no-window': {
    vi: '{station}: ngày {date} không có khung giờ nào có phần tự phát, nên không thể đạt {floor} lượt. Hãy thêm khung giờ hoặc bỏ trạm này.',
    en: '{station}: on {date} no window has a part of its own, so {floor} airings cannot be reached. Add a window or leave the station out.',
  },
  'fit-time': {
    vi: '{station}: {floor} lượt mỗi ngày cần ít nhất {need}, phần dành cho đợt ngày {date} chỉ có {have}: thiếu {lack}. Hãy giảm số lượt, rút ngắn bản tin hoặc mở rộng khung giờ.',
    en: '{station}: {floor} airings a day need at least {need}; what the campaign may take on {date} is {have}: {lack} too little. Lower the floor, shorten bulletins or widen windows.',
  },
  'fit-room': {
    vi: '{station}: ngày {date} các khung giờ chỉ nhận được {room} lượt, không đủ {floor} lượt (tổng cộng {have}, nhưng chia nhỏ hoặc giới hạn số bản tin mỗi khung). Hãy giảm số lượt hoặc nới khung giờ.',
    en: '{station}: on {date} the windows take {room} airings, fewer than {floor} ({have} in all, in small parts or with a limit of bulletins each). Lower the floor or widen windows.',
  },
  'fit-together': {
    vi: '{station}: cùng với {others} lượt của các đợt khác, ngày {date} cần {need} mà chỉ có {have}: thiếu {lack}. Đợt có trọng số cao được xếp trước.',
    en: '{station}: with {others} airings of other campaigns, {date} needs {need} and has {have}: {lack} too little. The campaign of greater weight comes first.',
  },
  'fit-gap': {
    vi: '{station}: {floor} lượt với khoảng cách tối thiểu như vậy cần {need} từ lượt đầu đến lượt cuối, ngày {date} chỉ có {have}. Hãy giảm khoảng cách hoặc số lượt.',
    en: '{station}: {floor} airings so far apart need {need} from the first to the last; {date} has {have}. Lower the gap or the floor.',
  },
  'fit-share': {
    vi: '{station}: {share}% của phần dành cho đợt nhiều nhất là {have}, ngắn hơn bản tin ngắn nhất ({need}): không bản tin nào phát được. Hãy tăng tỷ lệ.',
    en: '{station}: {share} % of what campaigns may take is {have} at most, shorter than the shortest bulletin ({need}): none can sound. Raise the share.',
  },
  'fit-too-long': {
    vi: '{station}: bản tin ngắn nhất dài {need}, phần dài nhất của các khung giờ chỉ {have}: không bản tin nào phát được. Hãy rút ngắn bản tin hoặc mở rộng khung giờ.',
    en: '{station}: the shortest bulletin lasts {need}, the longest part of any window {have}: none can sound. Shorten bulletins or widen windows.',
  },
  'fit-one-too-long': {
    vi: '{station}: "{title}" dài {need}, phần dài nhất của các khung giờ chỉ {have}, nên bản tin này không phát được. Hãy rút ngắn hoặc mở rộng khung giờ.',
    en: '{station}: "{title}" lasts {need}, the longest part of any window {have}, so it cannot sound. Shorten it or widen windows.',
  },
  'fit-spread': {
    vi: '{station}: muốn rải vào {spread} khung giờ mỗi ngày nhưng chỉ có {windows} khung giờ.',
    en: '{station}: it is to be spread over {spread} windows a day, and there are {windows}.',
  },
  'fit-unheard': {
    vi: '{station} không tiếp âm khung giờ nào của huyện và không tự phát đợt này, nên ở đó không nghe được. Hãy thêm khung tiếp âm hoặc cho trạm tự phát.',
    en: '{station} relays no window of the district and does not air this campaign, so it is not heard there. Add a relaying window or let it air the campaign.',
  },
} as const satisfies Readonly<Record<string, Readonly<{ vi: string; en: string }>>>

export type FitCode = keyof typeof fitTexts
