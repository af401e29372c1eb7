import { z } from 'zod'

/** Of a stored result, what its recording is shown with. */
export const ResultFacts = z.object({
  decoder: z.string(),
  matcher: z.object({ version: z.string(), source: z.string() }),
  references: z.array(z.object({ asset: z.string(), expected: z.boolean() })),
})
