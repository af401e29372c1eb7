/** What changed, for screens that are open; they fetch the news itself through the API. */
export type Change =
  | Readonly<{ topic: 'airing'; airing: string; station: string }>
  | Readonly<{ topic: 'status'; station: string }>
  | Readonly<{ topic: 'bulletin'; bulletin: string }>
  | Readonly<{ topic: 'sound'; sound: string }>
  /** `cause`: what was changed and calls for a new plan; none when a plan was made or only shown anew. */
  | Readonly<{ topic: 'plan'; station: string; cause?: 'window' | 'campaign' | 'make-good' }>
  | Readonly<{ topic: 'manifest'; station: string; version: number }>
  | Readonly<{ topic: 'declaration'; station: string }>
  | Readonly<{ topic: 'recording'; recording: string; station: string }>
  | Readonly<{ topic: 'recall'; recall: string }>
  /** A stop or an emergency, or what became of it. */
  | Readonly<{ topic: 'order'; order: string }>
  /** Something happened to the station itself: an output lost, a stop that took hold, a clock set. */
  | Readonly<{ topic: 'happening'; station: string }>

/** Hands changes to whoever listens, within this process. */
export type Live = Readonly<{
  tell(change: Change): void
  /** The result stops listening. */
  listen(hear: (change: Change) => void): () => void
}>

export function makeLive(): Live {
  const listeners = new Set<(change: Change) => void>()
  return {
    tell: (change) => {
      for (const hear of listeners) hear(change)
    },
    listen: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
  }
}
