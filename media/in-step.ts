/**
 * Hands values on to a reader that takes one at a time: `give` waits until the reader is done with it,
 * so that nothing is gathered between the two, and what is given may be used again afterwards.
 */
export class InStep<T> {
  #given: T[] = []
  #isOver = false
  #wake: () => void = () => {}
  #done: () => void = () => {}

  /** Resolves when the reader asks for the next, or has gone. */
  async give(value: T): Promise<void> {
    if (this.#isOver) return
    const taken = new Promise<void>((resolve) => {
      this.#done = resolve
    })
    this.#given = [value]
    this.#wake()
    await taken
  }

  /** Nothing more comes. */
  end(): void {
    this.#isOver = true
    this.#wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    try {
      while (true) {
        const [value] = this.#given
        if (value !== undefined) {
          yield value
          this.#given = []
          this.#done()
        } else if (this.#isOver) return
        else
          await new Promise<void>((resolve) => {
            this.#wake = resolve
          })
      }
    } finally {
      this.#isOver = true
      this.#done()
    }
  }
}
