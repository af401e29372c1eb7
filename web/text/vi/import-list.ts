/** Bringing a list of another program into a window. */
export const importListVi = {
  importList: {
    open: 'Nhập danh sách…',
    title: 'Nhập danh sách vào khung giờ',
    drop: 'Thả tệp danh sách vào đây, hoặc bấm để chọn',
    formats: 'M3U, M3U8 hoặc XSPF, từ bất kỳ chương trình nào',
    file: 'Tệp: {{name}}',
    tooLarge:
      'Tệp {{name}} dài {{size}}: đây không phải tệp danh sách. Hãy chọn tệp .m3u8 hoặc .xspf.',
    unreadable: 'Không đọc được tệp {{name}}. Hãy chọn lại.',
    window: 'Khung giờ',
    places: 'Sẽ đặt {{n}} bản tin',
    placesNone: 'Không đặt được bản tin nào',
    fits: 'Dài {{length}}, vừa phần của đài ({{room}}).',
    over: 'Dài {{length}}, quá phần của đài ({{room}}) {{over}}. Bước xem trước sẽ hỏi cách giải quyết.',
    left: 'Không đặt {{n}} mục',
    line: 'dòng {{line}}',
    by: {
      identifier: 'theo mã bản tin',
      sound: 'theo mã âm thanh',
      address: 'theo địa chỉ tệp',
      title: 'theo tên',
    },
    look: 'Xem trước',
  },
} as const
