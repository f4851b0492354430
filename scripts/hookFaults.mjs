// `npm run faults:hooks`: the browser fault test at length. Pages write numbered messages while the network, the server,
// the tabs and the tokens go; nothing may be lost, doubled or reordered. `--messages N`, `--seeds N` (1 to N) or
// `--seed N`, `--tabs one|three`, `--parallel N`, `--built` (packages, server and demo are built already).
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { findChromium } from './chromium.mjs'
import { step } from './step.mjs'

const MESSAGES = '1000'
const SEEDS = '20'
const TITLES = { one: 'one tab:', three: 'three tabs' }

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: MESSAGES },
    seeds: { type: 'string', default: SEEDS },
    seed: { type: 'string' },
    tabs: { type: 'string' },
    parallel: { type: 'string', default: '1' },
    built: { type: 'boolean', default: false },
  },
})
for (const name of ['messages', 'seeds', 'seed', 'parallel']) {
  if (values[name] !== undefined && !/^[1-9]\d{0,8}$/.test(values[name]))
    end(`--${name} must be a whole number, 1 or more.`)
}
if (values.tabs !== undefined && !(values.tabs in TITLES)) end('--tabs must be one or three.')

const seeds = values.seed ? [values.seed] : Array.from({ length: Number(values.seeds) }, (_, index) => index + 1)
const env = {
  CHROMIUM: await findChromium(),
  FAULT_SEEDS: seeds.join(','),
  FAULT_MESSAGES: values.messages,
  FAULT_PROGRESS: '1',
}
if (!values.built) await step('Build of all packages', 'node', ['scripts/build.mjs'])
console.log(
  `\n${values.messages} messages a run, ${seeds.length === 1 ? `seed ${seeds[0]}` : `seeds 1 to ${seeds.length}`}.`,
)
const args = ['test', 'faults.e2e', '--config', 'apps/demo/playwright.config.ts']
args.push('--reporter', './apps/demo/e2e/faults/reporter.ts', '--fully-parallel', '--workers', values.parallel)
if (values.tabs) args.push('--grep', TITLES[values.tabs])
const { status } = spawnSync('playwright', args, { stdio: 'inherit', env: { ...process.env, ...env } })
process.exit(status ?? 1)

function end(problem) {
  console.error(problem)
  process.exit(2)
}
