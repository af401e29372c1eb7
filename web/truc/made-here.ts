const nameOf = (id: string) => `tiep-am.making.${id}`

/**
 * While a recording is being made: other pages are told that it is no leftover, and the screen stays
 * on, since phones stop recording with it. What a browser does not know of this it does without.
 */
export function hold(id: string, made: Promise<void>): void {
  void navigator.locks?.request(nameOf(id), () => made)
  void navigator.wakeLock
    ?.request('screen')
    .then((awake) => made.then(() => awake.release()))
    .catch(() => undefined)
}

export async function isHeld(id: string): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  return held.some(({ name }) => name === nameOf(id))
}
