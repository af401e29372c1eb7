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

const room = {
  shape: new Uint8Array(0),
  level: new Uint8Array(0),
  bulk: new Float32Array(0),
}

/** In room that the next call uses again: what is looked at thirty times a segment leaves nothing behind. */
export function openClasses({ cells, bulk }: KeptClasses): Classed {
  if (room.shape.length < cells.length) {
    room.shape = new Uint8Array(cells.length)
    room.level = new Uint8Array(cells.length)
    room.bulk = new Float32Array(bulk.length)
  }
  const { shape, level } = room
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as number
    const one = (cell / CLASSES) | 0
    shape[i] = one
    level[i] = cell - one * CLASSES
  }
  for (let i = 0; i < bulk.length; i++) room.bulk[i] = (bulk[i] as number) / UNIT
  return { from: 0, ...room }
}
