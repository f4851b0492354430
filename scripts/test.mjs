// Every check, cheapest first. `npm test -- unit e2e` runs only the steps named; some run only when they are named.
import { findChromium } from './chromium.mjs'
import { findEngines } from './engines.mjs'
import { sideBySide, step } from './step.mjs'

const only = process.argv.slice(2)
// Pages and packages are tested as built.
if (only.some((name) => ['e2e', 'packages', 'packed'].includes(name))) only.push('build')
const needsBrowser = only.length === 0 || only.some((name) => ['components', 'packed', 'e2e'].includes(name))
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
  react18: ['The hooks with React 18', 'vitest', [...UNIT, 'react-18']],
  faults: ['What happens when things break', 'node', faults],
  components: [
    'Components and stories in Chromium',
    'vitest',
    ['run', '--project', 'browser', '--project', 'storybook'],
  ],
  packed: ['Packed packages in a new app', 'node', ['scripts/packed.mjs', '--linked', '--built']],
  e2e: ['End to end in Chromium', 'playwright', ['test', '--config', 'apps/demo/playwright.config.ts']],
}
/** Without names: what can go side by side does, in lanes. */
const ALL = [
  [
    ['format', 'lint'],
    ['imports', 'types', 'build', 'packages'],
  ],
  [['unit']],
  [['faults'], ['components']],
  [['e2e']],
]

const unknown = only.filter((name) => !(name in STEPS))
if (unknown.length > 0) {
  console.error(`Unknown step: ${unknown.join(', ')}. Known steps: ${Object.keys(STEPS).join(', ')}.`)
  process.exit(2)
}
if (only.length > 0) {
  for (const name of Object.keys(STEPS)) if (only.includes(name)) await step(...STEPS[name], browser)
} else {
  for (const lanes of ALL) {
    if (lanes.length === 1) for (const name of lanes[0]) await step(...STEPS[name], browser)
    else await sideBySide(lanes.map((names) => names.map((name) => [...STEPS[name], browser])))
  }
}
console.log('\nAll checks passed.')
