import { describe, expect, it } from 'vitest'
import { InStep } from '../../media/in-step.ts'

describe('two readers of one sound', () => {
  it('go in step: one is given the next when the other is done with the last', async () => {
    const steps = new InStep<number>()
    const order: string[] = []
    const reading = (async () => {
      for await (const value of steps) {
        order.push(`reads ${value}`)
        await Promise.resolve()
        order.push(`has read ${value}`)
      }
    })()
    for (const value of [1, 2]) {
      await steps.give(value)
      order.push(`gave ${value}`)
    }
    steps.end()
    await reading
    expect(order).toEqual([
      ...['reads 1', 'has read 1', 'gave 1'],
      ...['reads 2', 'has read 2', 'gave 2'],
    ])
  })

  it('do not wait for one that has gone', async () => {
    const steps = new InStep<number>()
    const reading = (async () => {
      for await (const _ of steps) throw new Error('the disk is full')
    })()
    await Promise.all([steps.give(1), expect(reading).rejects.toThrow('the disk is full')])
    await steps.give(2)
  })
})
