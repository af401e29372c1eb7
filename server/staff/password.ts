import { argon2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane. About 70 ms. */
const MEMORY_KIB = 19_456
const PASSES = 2
const LANES = 1
const TAG_BYTES = 32
export const SALT_BYTES = 16

const derive = promisify(argon2)

/**
 * A password as it is kept: a PHC string, which names its own parameters, so that they can be raised
 * later while old ones still verify.
 */
export async function hashPassword(password: string, salt: Uint8Array): Promise<string> {
  const tag = await tagOf(password, salt, MEMORY_KIB, PASSES, LANES, TAG_BYTES)
  return `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${encode(salt)}$${encode(tag)}`
}

/**
 * True when the password belongs to the hash. Without a hash (nobody of that name) it takes just as
 * long and says no, so that names cannot be found out by the time it takes.
 */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const kept = parsePhc(hash ?? NOBODY)
  const tag = await tagOf(
    password,
    kept.salt,
    kept.memory,
    kept.passes,
    kept.lanes,
    kept.tag.length,
  )
  return timingSafeEqual(tag, kept.tag) && hash !== null
}

/** Costs what a real one costs and fits no password. */
const NOBODY = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$${encode(new Uint8Array(SALT_BYTES))}$${encode(new Uint8Array(TAG_BYTES))}`

function tagOf(
  password: string,
  nonce: Uint8Array,
  memory: number,
  passes: number,
  parallelism: number,
  tagLength: number,
): Promise<Buffer> {
  // One person types "ế" as one character, another's keyboard sends two: both are the same word.
  const message = Buffer.from(password.normalize('NFC'), 'utf8')
  return derive('argon2id', { message, nonce, parallelism, tagLength, memory, passes })
}

function parsePhc(hash: string) {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash)
  if (!match) throw new Error('a stored password hash is damaged')
  const [, memory, passes, lanes, salt = '', tag = ''] = match
  return {
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '')
}
