import { afterAll, beforeAll, expect, it } from 'vitest'
import { Rehearsal } from '../../../server/plan/rehearsal-view.ts'
import { type Centre, startCentre } from '../../support/centre.ts'

/**
 * Whatever changes a time, or what sounds, shows the next 24 hours first (issue 4). Every route that
 * changes anything stands here with how it does so: a rehearsal of that kind, a preview of its own, or
 * why nothing that is planned changes by it. A new route fails this test until somebody says which.
 */
const rehearsed: Readonly<Record<string, string>> = {
  'POST /windows': 'window',
  'POST /windows/{window}/changes': 'window',
  'POST /windows/{window}/end': 'window-end',
  'PUT /windows/{window}/exceptions': 'window-exceptions',
  'POST /calendar-days': 'calendar-day',
  'DELETE /calendar-days/{day}': 'calendar-day-withdrawn',
  'PUT /office/quiet-hours': 'quiet-hours',
  'POST /office/quiet-hours/confirm': 'quiet-hours',
  'PUT /station-groups/{group}': 'group',
  'DELETE /station-groups/{group}': 'group-removed',
  'PUT /live-sources/{live}': 'live-source',
  'DELETE /live-sources/{live}': 'live-source-removed',
  'PUT /stations/{station}/limits': 'limits',
  'PATCH /stations/{station}/language-mix': 'language-mix',
  'POST /campaigns': 'campaign',
  'PATCH /campaigns/{campaign}': 'campaign-edit',
  'POST /commune-programme/picks': 'commune-pick',
  'DELETE /commune-programme/picks/{pick}': 'commune-pick-dropped',
  'POST /commune-programme/order': 'commune-order',
}
const previewed: Readonly<Record<string, string>> = {
  'POST /plan/changes': '/plan/changes/preview',
  'POST /emergencies': '/emergencies/preview',
  'POST /stops': '/stops/preview',
  'POST /make-good': '/make-good/preview',
  'DELETE /make-good/{id}': '/make-good/preview',
}
/** Nothing that is planned changes by them, or what changes must never wait for a reading. */
const harmless = [
  /^(POST|PATCH|DELETE) \/(assets|bulletins|uploads|speech|session|staff|recordings|declarations)\b/,
  /^PUT \/(speech|campaigns\/\{campaign\}\/wording)/,
  /^POST \/(campaigns\/(check|read-dispatch)|wording\/check|windows\/trial|plan\/import|office|tests)$/,
  /^POST \/plan\/(rehearsals|changes\/preview)$/,
  /^POST \/(emergencies|stops|make-good)\/preview$/,
  // The second person's word: the emergency was shown to them with its hour.
  /^POST \/(quiet-confirmations|emergencies)(\/\{id\}\/(confirm|withdraw|end))?$/,
  /^POST \/(stops\/restart|orders\/\{order\}\/calls|recalls\/)/,
  // How long sound that stations sent is kept: of what was heard, not of what will sound.
  /^PUT \/office\/recording-sound$/,
  // Nothing speaks of a new group or source yet.
  /^POST \/(station-groups|live-sources)$/,
  /^DELETE \/office\/quiet-hours\/asked$/,
  /^(POST|PATCH|DELETE|PUT) \/stations\/(enrol|\{station\}(\/(enrolment|events|status|levels|feed-addresses|clusters).*)?)$/,
]

type Operation = Readonly<{ parameters?: readonly Readonly<{ name: string }>[] }>

let centre: Centre
let routes: readonly string[]
/** Those that are held to what was read. */
let held: readonly string[]
const kinds = new Set<string>(Rehearsal.options.map(({ shape }) => shape.what.value))
beforeAll(async () => {
  centre = await startCentre()
  const document = (await centre.nobody.get('/openapi.json')).json()
  const every = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        route: `${method.toUpperCase()} ${path.replace('/api/v1', '')}`,
        held: operation.parameters?.some(({ name }) => name === 'if-match') ?? false,
      })),
  )
  routes = every.map(({ route }) => route).filter((route) => !/^(GET|HEAD|OPTIONS) /.test(route))
  held = every.filter((one) => one.held).map(({ route }) => route)
})
afterAll(() => centre.stop())

it('states of every route that changes something how the next 24 hours are shown', () => {
  const stated = (route: string) =>
    route in rehearsed || route in previewed || harmless.some((form) => form.test(route))
  expect(routes.filter((route) => !stated(route))).toEqual([])
})

it('has each rehearsal and preview that is stated, and states no route that is not there', () => {
  expect(Object.values(rehearsed).filter((kind) => !kinds.has(kind))).toEqual([])
  const named = [...Object.keys(rehearsed), ...Object.keys(previewed)]
  expect(named.filter((route) => !routes.includes(route))).toEqual([])
  const previews = Object.values(previewed).map((path) => `POST ${path}`)
  expect(previews.filter((route) => !routes.includes(route))).toEqual([])
})

it('holds whatever was played through to what was read of it', () => {
  // These carry the revision in their bodies, or show who is touched and must never wait.
  const otherwise = ['POST /plan/changes', 'POST /emergencies', 'POST /stops']
  const played = [...Object.keys(rehearsed), ...Object.keys(previewed)]
  expect(held.toSorted()).toEqual(played.filter((route) => !otherwise.includes(route)).toSorted())
})
