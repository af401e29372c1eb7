/** Units behind a number, and how they are said. Their letters mean nothing else there. */
export const units: Readonly<Record<string, string>> = {
  ...{ km: 'ki lô mét', m: 'mét', dm: 'đề xi mét', cm: 'xăng ti mét', mm: 'mi li mét' },
  ...{ 'km²': 'ki lô mét vuông', 'm²': 'mét vuông', 'cm²': 'xăng ti mét vuông' },
  ...{ km2: 'ki lô mét vuông', m2: 'mét vuông', cm2: 'xăng ti mét vuông' },
  ...{ 'm³': 'mét khối', m3: 'mét khối', 'cm³': 'xăng ti mét khối', ha: 'héc ta' },
  ...{ 'km/h': 'ki lô mét trên giờ', 'km/giờ': 'ki lô mét trên giờ', 'm/s': 'mét trên giây' },
  ...{ 'm³/s': 'mét khối trên giây', 'm3/s': 'mét khối trên giây', 'mg/l': 'mi li gam trên lít' },
  ...{ kg: 'ki lô gam', g: 'gam', mg: 'mi li gam', l: 'lít', lit: 'lít', ml: 'mi li lít' },
  ...{ '°C': 'độ xê', '℃': 'độ xê', oC: 'độ xê', '° C': 'độ xê', ºC: 'độ xê', '°': 'độ', º: 'độ' },
  ...{ '°N': 'độ vĩ bắc', '°B': 'độ vĩ bắc', '°E': 'độ kinh đông', '°Đ': 'độ kinh đông' },
  ...{ '%': 'phần trăm', '‰': 'phần nghìn' },
  ...{
    kWh: 'ki lô oát giờ',
    kW: 'ki lô oát',
    MW: 'mê ga oát',
    W: 'oát',
    kV: 'ki lô vôn',
    V: 'vôn',
  },
  ...{ Hz: 'héc', kHz: 'ki lô héc', MHz: 'mê ga héc', GHz: 'gi ga héc', dB: 'đề xi ben' },
  ...{ KB: 'ki lô bai', MB: 'mê ga bai', GB: 'gi ga bai', TB: 'tê ra bai' },
  ...{ Mbps: 'mê ga bít trên giây', Gbps: 'gi ga bít trên giây', kbps: 'ki lô bít trên giây' },
  ...{ mmHg: 'mi li mét thủy ngân', kcal: 'ki lô ca lo', cc: 'xê xê' },
}

/** Money behind a number. */
export const currencies: Readonly<Record<string, string>> = {
  ...{ đ: 'đồng', '₫': 'đồng', VND: 'đồng', VNĐ: 'đồng', vnđ: 'đồng', vnd: 'đồng' },
  ...{ k: 'nghìn', tr: 'triệu', tỉ: 'tỷ' },
  ...{ USD: 'đô la Mỹ', $: 'đô la', '€': 'ơ rô', EUR: 'ơ rô', '£': 'bảng Anh', '¥': 'yên' },
}
