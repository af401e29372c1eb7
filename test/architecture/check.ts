import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'

/**
 * `npm run architecture`: the dependency table holds. A run that saw fewer modules than the house
 * has, or none of a folder, checked nothing and fails (dependency-cruiser is silent about that).
 */
const FOLDERS = ['media', 'playout', 'server', 'web', 'test']
const FEWEST_MODULES = 100

const options = await extractDepcruiseOptions('./.dependency-cruiser.cjs')
const { output } = await cruise(FOLDERS, options, undefined, {
  tsConfig: extractTSConfig('tsconfig.json'),
})
const { modules, summary } = output as ICruiseResult
const ours = modules
  .map(({ source }) => source)
  .filter((source) => !source.includes('node_modules'))
const links = modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0)

for (const { from, to, rule } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`)
const unseen = FOLDERS.filter((folder) => !ours.some((source) => source.startsWith(`${folder}/`)))
if (unseen.length > 0) console.error(`saw nothing of ${unseen.join(', ')}`)
if (ours.length < FEWEST_MODULES) console.error(`saw only ${ours.length} modules`)
console.log(`${ours.length} modules, ${links} imports, ${summary.violations.length} violations`)
if (summary.violations.length > 0 || unseen.length > 0 || ours.length < FEWEST_MODULES)
  process.exit(1)
