import { CLASSES, type Classed } from './testimony.ts'

/** Classes of a whole reference as they wait in memory: a third of what they take when compared. */
export type KeptClasses = Readonly<{
  /** Shape and level of a cell in one number. */
  cells: Uint8Array
  /** As `Classed`, this many to one: UNIT. */
  bulk: Int16Array
}>

/** Logarithms of energies lie between −17 and 13. */
const UNIT = 1024

export function keepClasses({ shape, level, bulk }: Classed): KeptClasses {
  return {
    cells: shape.map((one, i) => one * CLASSES + (level[i] as number)),
    bulk: Int16Array.from(bulk, (value) => Math.round(value * UNIT)),
  }
}

export function openClasses({ cells, bulk }: KeptClasses): Classed {
  const shape = new Uint8Array(cells.length)
  const level = new Uint8Array(cells.length)
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as number
    const one = (cell / CLASSES) | 0
    shape[i] = one
    level[i] = cell - one * CLASSES
  }
  return { from: 0, shape, level, bulk: Float32Array.from(bulk, (value) => value / UNIT) }
}
