/** An ordinary yes with a value, or an ordinary no with a reason that callers must look at. */
export type Outcome<Value, Reason extends string = string> =
  | Readonly<{ ok: true; value: Value }>
  | Readonly<{ ok: false; reason: Reason; params: Readonly<Record<string, string | number>> }>

export function ok<Value>(value: Value): Outcome<Value, never> {
  return { ok: true, value }
}

/** A refusal; `params` are the facts that its sentence names. */
export function refuse<Reason extends string>(
  reason: Reason,
  params: Readonly<Record<string, string | number>> = {},
): Outcome<never, Reason> {
  return { ok: false, reason, params }
}
