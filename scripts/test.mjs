// Every check, cheapest first. `npm test -- unit e2e` runs only the steps named; some run only when they are named.
import { findChromium } from './chromium.mjs'
import { findEngines } from './engines.mjs'
import { sideBySide, step } from './step.mjs'

const only = process.argv.slice(2)
// Pages and packages are tested as built.
if (only.some((name) => ['e2e', 'packages', 'packed'].includes(name))) only.push('build')
const needsBrowser =
  only.length === 0 || only.some((name) => ['components', 'stories', 'react18', 'docs', 'packed', 'e2e'].includes(name))
if (only.length === 0 || only.some((name) => ['unit', 'faults'].includes(name))) findEngines()
const browser = needsBrowser ? { CHROMIUM: await findChromium() } : {}

/** The short form of `pnpm faults`; as built, where this run builds. */
const faults = ['scripts/faults.mjs', '--messages', '300', '--parallel', '3']
if (only.length === 0 || only.includes('build')) faults.push('--built')

const UNIT = ['run', '--maxWorkers', '4', '--project']
const STEPS = {
  format: ['Format', 'prettier', ['--check', '.', '--log-level', 'warn']],
  lint: ['Lint', 'eslint', ['.', '--max-warnings', '0']],
  imports: ['Import rules', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'packages', 'apps']],
  types: ['Types', 'node', ['scripts/types.mjs']],
  build: ['Build of all packages', 'node', ['scripts/build.mjs']],
  packages: ['Packed packages', 'node', ['scripts/checkPackages.mjs']],
  unit: ['Unit, contract and server tests', 'vitest', [...UNIT, 'node']],
  react18: ['With React 18', 'vitest', [...UNIT, 'react-18', '--project', 'browser-react-18']],
  faults: ['What happens when things break', 'node', faults],
  components: ['Components in Chromium', 'vitest', ['run', '--project', 'browser']],
  stories: ['Stories in Chromium, in every look', 'vitest', ['run', '--project', 'storybook']],
  docs: ['Documentation', 'node', ['scripts/checkDocs.mjs']],
  packed: ['Packed packages in a new app', 'node', ['scripts/packed.mjs', '--linked', '--built']],
  e2e: ['End to end in Chromium', 'playwright', ['test', '--config', 'apps/demo/playwright.config.ts']],
}
/**
 * Without names: in two lanes, since most of what pages do in tests is waiting; a third would only take the others' time.
 * What goes beside what is by how long they take. The build, which comes first, is all that a step needs of the other lane.
 */
const ALL = [
  ['build', 'packages', 'components', 'stories', 'faults', 'docs'],
  ['format', 'imports', 'types', 'lint', 'unit', 'e2e'],
]

const unknown = only.filter((name) => !(name in STEPS))
if (unknown.length > 0) {
  console.error(`Unknown step: ${unknown.join(', ')}. Known steps: ${Object.keys(STEPS).join(', ')}.`)
  process.exit(2)
}
if (only.length > 0) {
  for (const name of Object.keys(STEPS)) if (only.includes(name)) await step(...STEPS[name], browser)
} else {
  await sideBySide(ALL.map((names) => names.map((name) => [...STEPS[name], browser])))
}
console.log('\nAll checks passed.')
