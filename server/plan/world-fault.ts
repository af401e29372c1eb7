import { z } from 'zod'
import { World } from './world.ts'

/** What is wrong with a world, and where. */
export type WorldFault = Readonly<{ path: string; vi: string; en: string }>

type Issue = z.core.$ZodIssue

/** More would not be read. */
const MOST_FAULTS = 200

/** What does not have the form of a world, in both languages. */
export function formFaults(json: unknown, error: z.ZodError): WorldFault[] {
  const inVietnamese = World.safeParse(json, { error: z.locales.vi().localeError }).error
  return error.issues
    .slice(0, MOST_FAULTS)
    .flatMap((issue, at) => faultsOf(issue, inVietnamese?.issues[at] ?? issue, []))
}

function faultsOf(issue: Issue, vi: Issue, above: readonly PropertyKey[]): WorldFault[] {
  const path = [...above, ...issue.path]
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key].join('.'),
      vi: `không có mục "${key}" ở đây`,
      en: `there is no "${key}" here`,
    }))
  if (issue.code === 'invalid_union' && vi.code === 'invalid_union') {
    // What comes closest to one of the forms was meant to be it.
    const fewest = Math.min(...issue.errors.map(({ length }) => length))
    const closest = issue.errors.findIndex(({ length }) => length === fewest)
    const [en, said] = [issue.errors[closest] ?? [], vi.errors[closest] ?? []]
    return en.flatMap((one, at) => faultsOf(one, said[at] ?? one, path))
  }
  const own = issue.code === 'custom' ? issue.params?.vi : undefined
  return [
    {
      path: path.join('.') || '(file)',
      vi: `không đúng định dạng: ${typeof own === 'string' ? own : vi.message}`,
      en: issue.message,
    },
  ]
}
