import { z } from 'zod'
import { visibleLine } from '../plain-text.ts'

const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u

/** What something is called in a world, and what others call it by: both are printed on terminals. */
export const id = z
  .string()
  .min(1)
  .max(100)
  .refine((text) => !UNSEEN.test(text), {
    message: 'it holds control characters, or marks that turn the direction of what is read',
    params: { vi: 'có ký tự điều khiển hoặc dấu đổi chiều chữ' },
  })

/** As people read it: such characters are taken out. */
export const name = visibleLine(200)
