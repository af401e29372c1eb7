import { expect, it } from 'vitest'
import { hashPassword, isPassword } from '../../../server/staff/password.ts'

const SALT = new Uint8Array(16).fill(1)

it('a hash names its own parameters and fits its password only', async () => {
  const hash = await hashPassword('mật khẩu', SALT)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await isPassword('mật khẩu', hash)).toBe(true)
  expect(await isPassword('mật khẫu', hash)).toBe(false)
})

it('a password is the same however the keyboard composes its letters', async () => {
  const hash = await hashPassword('tiếp âm'.normalize('NFC'), SALT)
  expect(await isPassword('tiếp âm'.normalize('NFD'), hash)).toBe(true)
})

it('nobody’s password is never right', async () => {
  for (const tried of ['', 'sai', 'null']) expect(await isPassword(tried, null)).toBe(false)
})

it('a damaged hash is a fault, not a wrong password', async () => {
  await expect(isPassword('x', '$argon2id$v=19$broken')).rejects.toThrow('damaged')
})
