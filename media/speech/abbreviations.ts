/**
 * What offices abbreviate, and how it is said. Upper and lower case are told apart. An office adds
 * its own words to these, and a bulletin its own to both.
 */
export const abbreviations: Readonly<Record<string, string>> = {
  // Bodies of the state
  ...{ UBND: 'Ủy ban nhân dân', HĐND: 'Hội đồng nhân dân', UBMTTQ: 'Ủy ban Mặt trận Tổ quốc' },
  ...{ MTTQ: 'Mặt trận Tổ quốc', ĐBQH: 'đại biểu Quốc hội', QH: 'Quốc hội', CP: 'Chính phủ' },
  ...{
    TTg: 'Thủ tướng',
    TW: 'Trung ương',
    TƯ: 'Trung ương',
    'T.Ư': 'Trung ương',
    CN: 'chủ nhật',
    BCH: 'Ban Chấp hành',
  },
  ...{ BCĐ: 'Ban Chỉ đạo', BTV: 'Ban Thường vụ', BCHQS: 'Ban Chỉ huy Quân sự', BTC: 'Ban Tổ chức' },
  ...{ CQ: 'cơ quan', ĐV: 'đơn vị', DN: 'doanh nghiệp', HTX: 'hợp tác xã', THT: 'tổ hợp tác' },
  ...{ 'TT UBND': 'Thường trực Ủy ban nhân dân', 'TT HĐND': 'Thường trực Hội đồng nhân dân' },
  // Subjects and departments
  ...{ TTTT: 'Thông tin và Truyền thông', 'TT&TT': 'Thông tin và Truyền thông' },
  ...{ STTTT: 'Sở Thông tin và Truyền thông', BTTTT: 'Bộ Thông tin và Truyền thông' },
  ...{
    VHTT: 'Văn hóa và Thông tin',
    'VH&TT': 'Văn hóa và Thông tin',
    'VH-TT': 'Văn hóa - Thông tin',
  },
  ...{ VHTTDL: 'Văn hóa, Thể thao và Du lịch', 'VHTT&DL': 'Văn hóa, Thể thao và Du lịch' },
  ...{ 'VH-TT-TT': 'Văn hóa, Thể thao, Truyền thanh', 'VH-XH': 'văn hóa, xã hội' },
  ...{
    'KH&CN': 'Khoa học và Công nghệ',
    KHCN: 'khoa học công nghệ',
    'KH&ĐT': 'Kế hoạch và Đầu tư',
  },
  ...{
    'GD&ĐT': 'Giáo dục và Đào tạo',
    'GD-ĐT': 'giáo dục và đào tạo',
    GDĐT: 'giáo dục và đào tạo',
  },
  ...{ 'NN&PTNT': 'Nông nghiệp và Phát triển nông thôn', 'TN&MT': 'Tài nguyên và Môi trường' },
  ...{ 'NN&MT': 'Nông nghiệp và Môi trường', 'LĐ-TB&XH': 'Lao động, Thương binh và Xã hội' },
  ...{ LĐTBXH: 'Lao động, Thương binh và Xã hội', 'TC-KH': 'Tài chính và Kế hoạch' },
  ...{ 'KT-XH': 'kinh tế, xã hội', KTXH: 'kinh tế, xã hội', 'QP-AN': 'quốc phòng, an ninh' },
  ...{ QPAN: 'quốc phòng, an ninh', ANTT: 'an ninh trật tự', TTATXH: 'trật tự an toàn xã hội' },
  ...{ ATGT: 'an toàn giao thông', TNGT: 'tai nạn giao thông', CSGT: 'cảnh sát giao thông' },
  ...{ PCCC: 'phòng cháy chữa cháy', CNCH: 'cứu nạn cứu hộ', PCTT: 'phòng chống thiên tai' },
  ...{ TKCN: 'tìm kiếm cứu nạn', ATTP: 'an toàn thực phẩm', VSATTP: 'vệ sinh an toàn thực phẩm' },
  ...{ VSMT: 'vệ sinh môi trường', BVMT: 'bảo vệ môi trường', KHHGĐ: 'kế hoạch hóa gia đình' },
  ...{
    DTTS: 'dân tộc thiểu số',
    NTM: 'nông thôn mới',
    ĐTM: 'đô thị mới',
    GPMB: 'giải phóng mặt bằng',
  },
  ...{ CNTT: 'công nghệ thông tin', 'CNTT-VT': 'công nghệ thông tin, viễn thông' },
  ...{ CĐS: 'chuyển đổi số', DVC: 'dịch vụ công', TTHC: 'thủ tục hành chính' },
  ...{ CCHC: 'cải cách hành chính', TTĐT: 'thông tin điện tử', ĐTDĐ: 'điện thoại di động' },
  ...{
    QPPL: 'quy phạm pháp luật',
    PBGDPL: 'phổ biến giáo dục pháp luật',
    SXKD: 'sản xuất kinh doanh',
  },
  ...{
    VT: 'văn thư',
    BVTV: 'bảo vệ thực vật',
    KHKT: 'khoa học kỹ thuật',
    TDTT: 'thể dục thể thao',
  },
  // Unions and people
  ...{ LHPN: 'Liên hiệp Phụ nữ', CCB: 'cựu chiến binh', ĐVTN: 'đoàn viên thanh niên' },
  ...{
    TNCS: 'Thanh niên Cộng sản',
    CBCC: 'cán bộ công chức',
    CBCCVC: 'cán bộ, công chức, viên chức',
  },
  ...{
    NLĐ: 'người lao động',
    HSSV: 'học sinh, sinh viên',
    CLB: 'câu lạc bộ',
    GĐVH: 'gia đình văn hóa',
  },
  ...{ 'đ/c': 'đồng chí', 'Đ/c': 'Đồng chí', 'đ/v': 'đối với', 'v/v': 'về việc', 'V/v': 'Về việc' },
  ...{
    'p/h': 'phối hợp',
    'k/g': 'kính gửi',
    'K/g': 'Kính gửi',
    'v.v': 'vân vân',
    sđt: 'số điện thoại',
  },
  ...{
    SĐT: 'số điện thoại',
    ĐT: 'điện thoại',
    ĐC: 'địa chỉ',
    ÂL: 'âm lịch',
    đt: 'điện thoại',
    'và/hoặc': 'và hoặc',
  },
  // School, health, insurance, papers
  ...{ THCS: 'trung học cơ sở', THPT: 'trung học phổ thông', ĐH: 'đại học', CĐ: 'cao đẳng' },
  ...{
    MN: 'mầm non',
    GDTX: 'giáo dục thường xuyên',
    BHYT: 'bảo hiểm y tế',
    BHXH: 'bảo hiểm xã hội',
  },
  ...{ BHTN: 'bảo hiểm thất nghiệp', TYT: 'trạm y tế', TTYT: 'trung tâm y tế', BV: 'bệnh viện' },
  ...{ KCB: 'khám chữa bệnh', CCCD: 'căn cước công dân', CMND: 'chứng minh nhân dân' },
  ...{ GPLX: 'giấy phép lái xe', GCN: 'giấy chứng nhận', QSDĐ: 'quyền sử dụng đất' },
  ...{
    TNHH: 'trách nhiệm hữu hạn',
    CTCP: 'công ty cổ phần',
    NHCSXH: 'Ngân hàng Chính sách xã hội',
  },
  ...{ 'PGS.TS': 'phó giáo sư, tiến sĩ', PGS: 'phó giáo sư', ThS: 'thạc sĩ', Ths: 'thạc sĩ' },
  // Places
  ...{
    'TP.HCM': 'Thành phố Hồ Chí Minh',
    TPHCM: 'Thành phố Hồ Chí Minh',
    'TP HCM': 'Thành phố Hồ Chí Minh',
  },
  ...{
    ĐBSCL: 'Đồng bằng sông Cửu Long',
    QL: 'Quốc lộ',
    'QL.': 'Quốc lộ',
    Km: 'ki lô mét',
    HL: 'hương lộ',
  },
  ...{ KCN: 'khu công nghiệp', VN: 'Việt Nam', LHQ: 'Liên hợp quốc' },
}

/** Written before the name or number of a place only: `TP. Cần Thơ`, `P. 5`; elsewhere something else. */
export const placeAbbreviations: Readonly<Record<string, string>> = {
  ...{ TP: 'thành phố', Tp: 'thành phố', TX: 'thị xã', Tx: 'thị xã', TT: 'thị trấn', Q: 'quận' },
  ...{ P: 'phường', H: 'huyện', X: 'xã', Đ: 'đường', KP: 'khu phố' },
}

/** Names and foreign words as they are said here, whatever their capitals. */
export const names: Readonly<Record<string, string>> = {
  ...{
    sim: 'sim',
    esim: 'i sim',
    sms: 'ét em ét',
    qr: 'quy a',
    'qr code': 'quy a cốt',
    otp: 'ô tê pê',
  },
  ...{
    vnpt: 'vê en nờ pê tê',
    viettel: 'viét teo',
    mobifone: 'mô bi phôn',
    vinaphone: 'vi na phôn',
  },
  ...{
    vietnamobile: 'việt nam mô bai',
    gmobile: 'gờ mô bai',
    fpt: 'ép pê tê',
    vneid: 'vi en nờ i đi',
  },
  ...{ vssid: 'vi ét ét ai đi', zalo: 'da lô', facebook: 'phây búc', fanpage: 'phen pết' },
  ...{
    youtube: 'du túp',
    tiktok: 'tích tóc',
    google: 'gu gồ',
    internet: 'in tơ nét',
    wifi: 'oai phai',
  },
  ...{ 'wi-fi': 'oai phai', website: 'goép sai', web: 'goép', online: 'on lai', email: 'i meo' },
  ...{ smartphone: 'sờ mát phôn', app: 'áp', video: 'vi đê ô', clip: 'cờ líp', camera: 'ca mê ra' },
  ...{
    bluetooth: 'bờ lu tút',
    laptop: 'láp tóp',
    game: 'gêm',
    link: 'linh',
    file: 'phai',
    only: 'on ly',
  },
  ...{
    volte: 'vôn tê e',
    lte: 'lờ tê e',
    gsm: 'gờ ét mờ',
    usb: 'u ét bê',
    atm: 'a tê mờ',
    ip: 'ai pi',
  },
  ...{ fm: 'ép mờ', am: 'am', tv: 'ti vi', ai: 'ai', pc: 'pê xê', cd: 'xi đi', dvd: 'đê vê đê' },
  ...{ vov: 'vê ô vê', vtv: 'vê tê vê', thvl: 'tê hát vê lờ', vtc: 'vê tê xê', ocop: 'ô cốp' },
  ...{ covid: 'cô vít', hiv: 'hát i vê', aids: 'ết', yagi: 'I a ghi', usd: 'đô la Mỹ' },
  ...{
    momo: 'mô mô',
    gsma: 'gờ ét mờ a',
    ok: 'ô kê',
    stop: 'sờ tóp',
    hotline: 'hót lai',
    tp: 'thành phố',
  },
}

/** Generations of mobile networks. */
export const generations: Readonly<Record<string, string>> = {
  ...{ '2G': 'hai gờ', '3G': 'ba gờ', '4G': 'bốn gờ', '5G': 'năm gờ', '6G': 'sáu gờ' },
}
