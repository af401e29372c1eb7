import type { Role } from '../access.ts'
import { MY_TU_COMMUNES } from '../office/my-tu.ts'

/**
 * Invented persons of the sample. They share the administrator's password, which is made at the first
 * start, so that there is no password that everybody knows.
 */
export type SamplePerson = Readonly<{
  username: string
  name: string
  role: Role
  /** Unit id, see my-tu.ts. */
  unit: string
  /** What a reviewer can check. */
  languages?: readonly string[]
  says: string
}>

const atDistrict = { unit: 'mytu-district' }

const names = [
  'Lâm Thị Ngọc',
  'Trần Quốc Bảo',
  'Nguyễn Văn Út',
  'Phan Thị Hạnh',
  'Lê Minh Tâm',
  'Võ Thị Sáu',
  'Thạch Sơn',
  'Huỳnh Văn Phúc',
  'Kim Thị Sa Rây',
] as const

export const samplePersons: readonly SamplePerson[] = [
  { username: 'lan', name: 'Nguyễn Thị Lan', role: 'editor', ...atDistrict, says: 'Biên tập' },
  {
    username: 'minh',
    name: 'Trần Văn Minh',
    role: 'approver',
    ...atDistrict,
    says: 'Lãnh đạo duyệt',
  },
  {
    username: 'saray',
    name: 'Thạch Thị Saray',
    role: 'reviewer',
    languages: ['km'],
    ...atDistrict,
    says: 'Thẩm định tiếng Khmer',
  },
  {
    username: 'hoa',
    name: 'Lê Thị Hoa',
    role: 'supervisor',
    ...atDistrict,
    says: 'Theo dõi tiếp âm',
  },
  // One commune writes and approves items of its own.
  {
    username: 'bientap.longhung',
    name: 'Đỗ Thị Kim Thoa',
    role: 'editor',
    unit: 'longhung',
    says: 'Biên tập Xã Long Hưng',
  },
  {
    username: 'lanhdao.longhung',
    name: 'Trương Văn Hòa',
    role: 'approver',
    unit: 'longhung',
    says: 'Lãnh đạo UBND Xã Long Hưng',
  },
  ...MY_TU_COMMUNES.map(({ key, name }, place) => ({
    username: `truc.${key}`,
    name: names[place] ?? name,
    role: 'duty' as const,
    unit: key,
    says: `Trực ${name}`,
  })),
]
