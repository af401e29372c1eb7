import { type Catalogue, problemsOf } from '../errors.ts'

const file = { status: 400 } as const

/** What is wrong with a list that somebody brought, by line, and with addresses to subscribe to. */
export const feedErrors = {
  'playlist-too-large': {
    ...file,
    vi: 'Danh sách quá lớn. Hãy chia thành nhiều tệp, mỗi tệp cho một khung giờ.',
    en: 'The list is too large. Split it into files, one for each window.',
  },
  'playlist-too-many': {
    ...file,
    vi: 'Danh sách có hơn {most} mục. Hãy chia thành nhiều tệp, mỗi tệp cho một khung giờ.',
    en: 'The list holds more than {most} entries. Split it into files, one for each window.',
  },
  'playlist-empty': {
    ...file,
    vi: 'Danh sách không có mục nào. Hãy thêm bản tin rồi xuất lại tệp M3U hoặc XSPF.',
    en: 'The list holds no entry. Add bulletins and export the M3U or XSPF file again.',
  },
  'playlist-not-text': {
    ...file,
    vi: 'Dòng {line} không phải chữ: đây không phải tệp danh sách. Hãy chọn tệp .m3u8 hoặc .xspf, không chọn tệp âm thanh.',
    en: 'Line {line} is no text: this is no list. Choose an .m3u8 or .xspf file, not a sound.',
  },
  'playlist-not-utf8': {
    ...file,
    vi: 'Dòng {line} có chữ không đọc được. Hãy lưu lại tệp với bảng mã UTF-8.',
    en: 'Line {line} has letters that cannot be read. Save the file again as UTF-8.',
  },
  'playlist-other-format': {
    ...file,
    vi: 'Dòng {line} là của một loại tệp khác, không phải M3U hay XSPF. Hãy xuất lại danh sách dạng .m3u8 hoặc .xspf.',
    en: 'Line {line} belongs to another kind of file, neither M3U nor XSPF. Export the list as .m3u8 or .xspf.',
  },
  'm3u-stream': {
    ...file,
    vi: 'Dòng {line}: đây là luồng phát trực tiếp (HLS), không phải danh sách bản tin. Luồng trực tiếp được khai báo ở khung giờ.',
    en: 'Line {line}: this is a live stream (HLS), not a list of bulletins. Live streams are named in windows.',
  },
  'm3u-length': {
    ...file,
    vi: 'Dòng {line}: sau #EXTINF: phải là số giây, rồi dấu phẩy và tên. Hãy sửa dòng này.',
    en: 'Line {line}: #EXTINF: needs a number of seconds, then a comma and the title. Correct this line.',
  },
  'm3u-time': {
    ...file,
    vi: 'Dòng {line}: giờ phát phải viết như 2024-08-12T05:00:00+07:00. Hãy sửa dòng này.',
    en: 'Line {line}: an instant is written like 2024-08-12T05:00:00+07:00. Correct this line.',
  },
  'm3u-no-address': {
    ...file,
    vi: 'Sau dòng {line} thiếu địa chỉ của tệp âm thanh. Tệp có thể bị cắt mất phần cuối; hãy xuất lại.',
    en: 'No address of a sound follows line {line}. The file may have lost its end; export it again.',
  },
  'm3u-line-too-long': {
    ...file,
    vi: 'Dòng {line} dài quá mức. Đây có thể không phải tệp danh sách; hãy xuất lại.',
    en: 'Line {line} is far too long. This may be no list; export it again.',
  },
  'xspf-not-xml': {
    ...file,
    vi: 'Dòng {line} không đúng XML ({problem}). Hãy xuất lại tệp XSPF.',
    en: 'Line {line} is no proper XML ({problem}). Export the XSPF file again.',
  },
  'xspf-doctype': {
    ...file,
    vi: 'Dòng {line}: tệp có khai báo DOCTYPE nên bị từ chối, vì có thể che giấu nội dung khác. Hãy bỏ khai báo đó.',
    en: 'Line {line}: a DOCTYPE is refused, since other content can hide behind it. Remove it.',
  },
  'xspf-too-deep': {
    ...file,
    vi: 'Dòng {line}: các thẻ lồng nhau quá {deepest} lớp. Hãy xuất lại tệp XSPF.',
    en: 'Line {line}: elements are nested deeper than {deepest}. Export the XSPF file again.',
  },
  'xspf-root': {
    ...file,
    vi: 'Dòng {line}: thẻ đầu tiên phải là playlist của XSPF (http://xspf.org/ns/0/). Hãy chọn đúng tệp XSPF.',
    en: 'Line {line}: the first element must be the playlist of XSPF (http://xspf.org/ns/0/). Choose an XSPF file.',
  },
  'xspf-version': {
    ...file,
    vi: 'Dòng {line}: thẻ playlist phải ghi version="1". Hãy xuất lại tệp.',
    en: 'Line {line}: playlist must say version="1". Export the file again.',
  },
  'xspf-missing': {
    ...file,
    vi: 'Dòng {line}: thẻ {element} thiếu {part}. Hãy xuất lại tệp; có thể tệp bị cắt mất một phần.',
    en: 'Line {line}: {element} lacks {part}. Export the file again; it may have lost a part.',
  },
  'xspf-element': {
    ...file,
    vi: 'Dòng {line}: thẻ {element} không được ở trong {within}. Hãy xuất lại tệp XSPF.',
    en: 'Line {line}: {element} may not stand in {within}. Export the XSPF file again.',
  },
  'xspf-twice': {
    ...file,
    vi: 'Dòng {line}: thẻ {element} chỉ được có một. Hãy bỏ bớt.',
    en: 'Line {line}: there may be only one {element}. Remove the other.',
  },
  'xspf-attribute': {
    ...file,
    vi: 'Dòng {line}: thuộc tính {attribute} của thẻ {element} không đúng. Hãy xuất lại tệp XSPF.',
    en: 'Line {line}: the attribute {attribute} of {element} is wrong. Export the XSPF file again.',
  },
  'xspf-text': {
    ...file,
    vi: 'Dòng {line}: trong thẻ {element} có chữ nằm ngoài mọi thẻ con. Hãy xuất lại tệp XSPF.',
    en: 'Line {line}: {element} holds text outside of its elements. Export the XSPF file again.',
  },
  'xspf-number': {
    ...file,
    vi: 'Dòng {line}: {element} phải là số nguyên không âm (thời lượng tính bằng mili giây), không phải "{text}".',
    en: 'Line {line}: {element} must be a whole number of nought or more (lengths in milliseconds), not "{text}".',
  },
  'xspf-address': {
    ...file,
    vi: 'Dòng {line}: "{text}" trong {element} không phải địa chỉ đúng; dấu cách phải viết là %20.',
    en: 'Line {line}: "{text}" in {element} is no proper address; a space is written %20.',
  },
  'xspf-time': {
    ...file,
    vi: 'Dòng {line}: ngày giờ phải viết như 2024-08-12T05:00:00+07:00. Hãy sửa dòng này.',
    en: 'Line {line}: a moment is written like 2024-08-12T05:00:00+07:00. Correct this line.',
  },
  'import-window': {
    status: 404,
    vi: 'Trạm không có khung giờ này vào ngày {date}. Hãy chọn ngày khác hoặc khung giờ khác.',
    en: 'The station does not have this window on {date}. Choose another day or another window.',
  },
  'import-no-player': {
    status: 409,
    vi: '{station} tiếp sóng Đài huyện, không có máy phát riêng. Hãy nhập danh sách vào khung giờ của Đài huyện.',
    en: '{station} carries the district’s signal and has no player. Import the list into a window of the district.',
  },
  'import-too-many': {
    status: 400,
    vi: 'Danh sách có hơn {most} bản tin cho một khung giờ. Hãy chia cho nhiều khung giờ.',
    en: 'The list has more than {most} bulletins for one window. Split it over windows.',
  },
  'import-unknown': {
    status: 404,
    vi: 'Không có bản tin đã duyệt nào tên "{title}". Hãy sửa tên cho đúng, hoặc đưa bản tin vào hệ thống và duyệt trước.',
    en: 'No approved bulletin is called "{title}". Correct the title, or bring the bulletin in and have it approved first.',
  },
  'import-ambiguous': {
    status: 409,
    vi: 'Có nhiều bản tin đã duyệt hợp với "{title}". Hãy tự chọn bản cần phát trong lịch.',
    en: 'Several approved bulletins match "{title}". Choose the one to air in the schedule yourself.',
  },
  'import-not-approved': {
    status: 409,
    vi: '"{title}": bản mà danh sách nêu chưa duyệt, đã bị thay thế hoặc thu hồi. Hãy chọn bản đang có hiệu lực.',
    en: '"{title}": the version that the list names is not approved, superseded or recalled. Choose the one that holds.',
  },
  'import-fixed-part': {
    status: 409,
    vi: '"{title}" là phần cố định (nhạc hiệu, đài hiệu…), khung giờ tự đặt. Không cần nhập.',
    en: '"{title}" is a fixed part (tune, station ID…), which the window places by itself. No need to import it.',
  },
  'import-repeat': {
    status: 409,
    vi: '"{title}" đã có ở dòng {line}. Một khung giờ phát mỗi bản tin một lần; hãy nhập lần lặp vào khung giờ khác.',
    en: '"{title}" stands in line {line} already. A window airs a bulletin once; import the repeat into another window.',
  },
  'feed-too-many': {
    status: 409,
    vi: 'Trạm đã có {most} địa chỉ đăng ký. Hãy thu hồi địa chỉ không dùng nữa rồi tạo mới.',
    en: 'The station has {most} addresses already. Revoke those that nobody uses, then make a new one.',
  },
  'feed-unknown': {
    status: 404,
    vi: 'Địa chỉ lịch này không có hoặc đã bị thu hồi. Hãy xin địa chỉ mới ở trang Đài xã.',
    en: 'This address does not exist or was revoked. Ask for a new one on the page of stations.',
  },
} as const satisfies Catalogue

export const feedProblem = problemsOf(feedErrors)
