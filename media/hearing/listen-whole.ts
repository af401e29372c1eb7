import { type Listening, listen } from './listen.ts'

/** A short sound in one piece, such as a bulletin that recordings are compared with. */
export async function listenWhole(listening: Listening): Promise<Float32Array> {
  const parts: Float32Array[] = []
  let length = 0
  for await (const chunk of listen(listening)) {
    parts.push(chunk.slice())
    length += chunk.length
  }
  const all = new Float32Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
