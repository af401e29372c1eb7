import type { paths } from './schema.gen.ts'

/** The shapes of plans and of changes to them, named once from the API's own description. */

type Answer<Operation, Status extends number = 200> = Operation extends {
  responses: Record<Status, { content: { 'application/json': infer Content } }>
}
  ? Content
  : never

export type Rehearsal = NonNullable<
  paths['/api/v1/plan/rehearsals']['post']['requestBody']
>['content']['application/json']
/** What would sound in the next hours, of whatever was played through. */
export type PlanOutlook = Answer<paths['/api/v1/make-good/preview']['post']>
export type MakeGoodRehearsal = NonNullable<
  paths['/api/v1/make-good/preview']['post']['requestBody']
>['content']['application/json']
export type Rehearsed = Answer<paths['/api/v1/plan/rehearsals']['post']>
export type WeekPlan = Answer<paths['/api/v1/plan/week']['get']>
export type ChangesPreview = Answer<paths['/api/v1/plan/changes/preview']['post']>
export type ChangesMade = Answer<paths['/api/v1/plan/changes']['post'], 201>
export type Change = ChangesMade['undo'][number]
export type Conflict = ChangesPreview['conflicts'][number]
export type Piece = Conflict['wanted']
export type Resolution = Conflict['choices'][number]
export type Outlook = ChangesPreview['stations'][number]
export type Sounding = Outlook['sounding'][number]
export type PlanDifference = Answer<paths['/api/v1/plan/versions/diff']['get']>['changes'][number]
export type QuietConfirmation = Answer<paths['/api/v1/quiet-confirmations']['get']>[number]
