// The dependency table of ARCHITECTURE.md, enforced. test/architecture/check.ts runs it and fails
// when it checked too little to mean anything.
const areas = [
  'staff',
  'station',
  'bulletin',
  'campaign',
  'plan',
  'feed',
  'order',
  'publish',
  'airing',
  'air',
  'evidence',
  'compliance',
]

const only = (owner, module) => ({
  name: `only-${owner.replaceAll(/[^a-z]+/g, '-')}-uses-${module.replaceAll(/[^a-z0-9]+/g, '-')}`,
  severity: 'error',
  from: { path: '^(media|playout|server|web)/', pathNot: `^${owner}$` },
  to: { path: `node_modules/${module}/` },
})

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-test',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'media-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^media/' },
      to: { path: '^(playout|server|web)/' },
    },
    {
      name: 'playout-imports-media-only',
      severity: 'error',
      from: { path: '^playout/' },
      to: { path: '^(server|web)/' },
    },
    {
      name: 'contract-and-timeline-run-in-a-browser',
      severity: 'error',
      from: { path: '^playout/(contract|timeline)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'contract-stands-alone',
      severity: 'error',
      from: { path: '^playout/contract/' },
      to: { path: '^(media|playout/(?!contract/))' },
    },
    {
      name: 'timeline-knows-the-contract-only',
      severity: 'error',
      from: { path: '^playout/timeline/' },
      to: { path: '^(media|playout/(?!contract/|timeline/))' },
    },
    {
      name: 'server-speaks-the-contract-only',
      severity: 'error',
      from: { path: '^server/', pathNot: '^server/cli\\.ts$' },
      to: { path: '^(web/|playout/(?!contract/))' },
    },
    {
      name: 'web-speaks-the-api-only',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|media|test|playout/(?!contract/|timeline/))' },
    },
    // Inside the server the areas stand in one line; each may import from those before it,
    // and of those only rules and stores, never routes and jobs.
    ...areas.map((area, place) => ({
      name: `${area}-looks-back-only`,
      severity: 'error',
      from: { path: `^server/${area}/` },
      to: { path: `^server/(${[...areas.slice(place + 1), 'office', 'sample'].join('|')})/` },
    })),
    {
      name: 'upload-is-base',
      severity: 'error',
      from: { path: '^server/upload/' },
      to: { path: `^server/(${[...areas, 'office', 'sample'].join('|')})/` },
    },
    {
      name: 'areas-share-no-routes-or-jobs',
      severity: 'error',
      from: { path: '^server/([a-z]+)/' },
      to: { path: '^server/[a-z]+/[a-z-]+-(routes|job)\\.ts$', pathNot: '^server/$1/' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: {
        path: `^server/(${areas.join('|')})/`,
        pathNot: '-(store|routes|job|view|sound|file|db)\\.ts$|/local-time\\.ts$',
      },
      to: {
        path: 'node_modules/(fastify|kysely|better-sqlite3|node-cron)/|-(store|routes|job)\\.ts$',
      },
    },
    only('server/cron\\.ts', 'node-cron'),
    only('server/db/database\\.ts', 'better-sqlite3'),
    only('media/ffmpeg/ffmpeg\\.ts', 'fluent-ffmpeg'),
    only('media/probe-worker\\.ts', 'music-metadata'),
    only('server/feed/xspf-read\\.ts', 'saxes'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(web/dist|test/out|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
