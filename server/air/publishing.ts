/** Publishing is driven by a clock elsewhere; who orders something now has it done at once. */
export type Publishing = Readonly<{ publish(stations: readonly string[]): Promise<unknown> }>
