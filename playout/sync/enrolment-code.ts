import { EnrolmentCode } from '../contract/exchange.ts'
import { type Outcome, ok, refuse } from '../contract/outcome.ts'
import { fromBase64url } from '../contract/signature.ts'
import { parseText } from '../contract/wire.ts'

const PREFIX = 'tiep-am:'

/** Takes a one-time code apart, as typed, pasted or scanned. */
export function parseEnrolmentCode(text: string): Outcome<EnrolmentCode, 'not-a-code'> {
  const code = text.trim()
  if (!code.startsWith(PREFIX)) return refuse('not-a-code')
  let json: string
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(
      fromBase64url(code.slice(PREFIX.length)),
    )
  } catch {
    return refuse('not-a-code')
  }
  const parsed = parseText(EnrolmentCode, json)
  return parsed.ok ? ok(parsed.value) : refuse('not-a-code', parsed.params)
}
