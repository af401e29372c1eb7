import { expect, it } from 'vitest'
import { falseAlarmsPerHour } from '../../../media/hearing/false-alarm.ts'

it('calls a claim safer, the more either look has found', () => {
  const weak = falseAlarmsPerHour(9, { odds: 20, seconds: 4 }, 17)
  const first = falseAlarmsPerHour(12, { odds: 20, seconds: 4 }, 17)
  const second = falseAlarmsPerHour(9, { odds: 120, seconds: 20 }, 17)

  expect(first).toBeLessThan(weak)
  expect(second).toBeLessThan(weak)
})

it('expects twice as many false claims among twice as many bulletins', () => {
  const look = { odds: 40, seconds: 6 }

  expect(falseAlarmsPerHour(11, look, 34)).toBeCloseTo(2 * falseAlarmsPerHour(11, look, 17), 9)
})

it('never says of a claim that it is safer than anything that was measured', () => {
  expect(falseAlarmsPerHour(90, { odds: 3_000, seconds: 60 }, 1)).toBe(1e-6)
})
