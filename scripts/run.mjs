// Runs a root task on a machine that has only Node 20 or newer and npm: installs what is missing, says so, goes on.
// Plain JavaScript without dependencies, since it runs before there are any.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { PNPM } from './pnpm.mjs'

const MIN_NODE = 20
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const bin = path.join(root, 'node_modules', '.bin')
const stamp = path.join(root, 'node_modules', '.mediconnect-lockfile')
const TASKS = [
  'start',
  'test',
  'dev',
  'cluster',
  'faults',
  'hookFaults',
  'packed',
  'load',
  'bench-server',
  'bench-ui',
  'bench-page',
  'screenshots',
  'docs',
  'build-docs',
]

const task = process.argv[2]
if (!TASKS.includes(task)) {
  console.error(`Unknown task "${task}". Known tasks: ${TASKS.join(', ')}.`)
  process.exit(2)
}
if (Number(process.versions.node.split('.')[0]) < MIN_NODE) {
  console.error(`This needs Node ${MIN_NODE} or newer to begin with; this is Node ${process.versions.node}.`)
  process.exit(1)
}

installDependencies()

// The Node that the lockfile pins comes first from here on, whichever one started this.
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` }
// pnpm hands on the two dashes that npm takes away.
const args = process.argv.slice(3).filter((arg) => arg !== '--')
const child = spawn(path.join(bin, 'node'), [path.join(root, 'scripts', `${task}.mjs`), ...args], {
  cwd: root,
  env,
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
// npm hands a SIGTERM to its shell only: whoever started this being gone means that too.
const parent = process.ppid
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
child.on('exit', (code) => process.exit(code ?? 1))

function installDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'pnpm-lock.yaml')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log(`[setup] Installing dependencies with ${PNPM} (the first time takes about a minute) …`)
  // Packages are told the Node they will run with, not the one that installs them: that one need not suit them.
  const { node } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).devDependencies
  const install = spawnSync('npx', ['-y', PNPM, 'install', '--frozen-lockfile', `--config.node-version=${node}`], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (install.status !== 0) {
    console.error('[setup] Installing failed; what went wrong is above. Check the network and run the command again.')
    process.exit(install.status ?? 1)
  }
  writeFileSync(stamp, wanted)
}
