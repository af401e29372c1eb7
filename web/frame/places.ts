/** The screens that exist, in the order of the rail; `key` follows `g` on the keyboard. */
export const places = [
  { to: '/', name: 'onAir', key: 'd', icon: 'lamp', bottom: true },
  { to: '/lich-phat', name: 'schedule', key: 'l', icon: 'calendar', bottom: false },
  { to: '/ban-tin', name: 'bulletins', key: 'b', icon: 'page', bottom: true },
  { to: '/dot-tuyen-truyen', name: 'campaigns', key: 'u', icon: 'flag', bottom: false },
  { to: '/nhat-ky', name: 'log', key: 'n', icon: 'list', bottom: true },
  { to: '/tiep-am', name: 'relay', key: 't', icon: 'grid', bottom: true },
  { to: '/ban-ghi', name: 'recordings', key: 'i', icon: 'ear', bottom: false },
  { to: '/thu-hoi', name: 'recalls', key: 'h', icon: 'recall', bottom: false },
  { to: '/chuong-trinh-xa', name: 'programme', key: 'm', icon: 'picked', bottom: false },
  { to: '/dai-xa', name: 'stations', key: 'x', icon: 'mast', bottom: false },
  { to: '/cai-dat', name: 'settings', key: 'c', icon: 'sliders', bottom: false },
] as const

export type IconName = (typeof places)[number]['icon']
