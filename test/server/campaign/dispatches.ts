/** Dispatches as offices write them, each worded and set otherwise. */
export const dispatches = {
  letterhead: `ỦY BAN NHÂN DÂN HUYỆN MỸ TÚ        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHÒNG VĂN HÓA VÀ THÔNG TIN              Độc lập - Tự do - Hạnh phúc

Số: 118/VHTT                            Mỹ Tú, ngày 09 tháng 8 năm 2024
V/v tuyên truyền phòng, chống bệnh
sốt xuất huyết

Kính gửi:
- Trung tâm Văn hóa, Thể thao và Truyền thanh huyện;
- UBND các xã, thị trấn.

Căn cứ Kế hoạch số 77/KH-UBND ngày 01/8/2024 của Ủy ban nhân dân huyện Mỹ Tú về phòng, chống sốt xuất huyết từ ngày 01/01/2024 đến ngày 31/12/2024;

Phòng Văn hóa và Thông tin đề nghị:

1. Trung tâm Văn hóa, Thể thao và Truyền thanh huyện: xây dựng tin, bài và phát sóng ít nhất 02 lần/ngày.
2. UBND các xã, thị trấn: chỉ đạo trạm truyền thanh tiếp âm đầy đủ chương trình của huyện.
3. Thời gian tuyên truyền: từ ngày 15/8/2024 đến hết ngày 15/10/2024.
4. Báo cáo kết quả về Phòng Văn hóa và Thông tin trước ngày 20/10/2024.

Nơi nhận:
- Như trên;
- Lưu: VT.
`,
  scanned: `UBND  TỈNH  SÓC TRĂNG
SỞ THÔNG TIN VÀ TRUYỀN THÔNG

Số :  1622 / STTTT - TTBCXB

Sóc Trăng, ngày  5   tháng 7  năm 2024
V / v   tuyên truyền
Luật Căn cước

Kính gửi : Ủy ban nhân dân các huyện, thị xã, thành phố.

Sở Thông tin và Truyền thông đề nghị Ủy ban nhân dân các huyện, thị xã, thành phố chỉ
đạo đài truyền thanh cấp huyện phát sóng, trạm truyền thanh cấp xã tiếp  âm các tin bài về
Luật Căn cước từ nay đến  hết  quý III / 2024, gửi kết quả về Sở trước ngày 15 / 8 / 2024 và 30/9/2024.
`,
  dayToDay: `Số: 12/CV-ĐTT
Long Phú, ngày 03 tháng 9 năm 2024
V/v phát thanh tuyên truyền Tháng hành động vì trẻ em

Kính gửi: Đài Truyền thanh các xã, thị trấn.

Thực hiện kế hoạch năm, Đài Truyền thanh huyện Long Phú đề nghị Đài Truyền thanh các xã, thị trấn
tiếp sóng chương trình của huyện từ ngày 15 đến ngày 30 tháng 9 năm 2024.
Báo cáo định kỳ ngày 20 hằng tháng về Đài Truyền thanh huyện.
`,
  bare: `Kính gửi: Các trạm truyền thanh xã, thị trấn

Để kịp thời tuyên truyền việc thu phí không dừng, đề nghị các trạm phát thông báo kèm theo từ 15/8 đến 30/9/2024, mỗi ngày 2 lần.
Báo cáo kết quả thực hiện về Trung tâm Văn hóa - Thể thao - Truyền thanh huyện vào ngày 31/8 và 5/10/2024.
`,
  overNewYear: `ỦY BAN NHÂN DÂN
XÃ PHÚ MỸ
Số: 05/TB-UBND
Phú Mỹ, ngày 20 tháng 12 năm 2024

THÔNG BÁO
Về việc lịch cấp nước sinh hoạt dịp Tết Nguyên đán

Thời gian thực hiện: Kể từ ngày 25/12 đến 05/01/2025.
`,
  openEnded: `V/v tiếp tục tuyên truyền an toàn giao thông
Thời gian thực hiện: đến khi có thông báo mới.
`,
} as const
