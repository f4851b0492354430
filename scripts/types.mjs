// Type-checks every package, two at a time.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'

const PROJECTS = [
  'packages/protocol',
  'packages/ws-react',
  'packages/chat-ui',
  'apps/server',
  'apps/demo',
  'apps/docs',
  'bench/server',
  'bench/ui',
  '.storybook',
  'scripts',
]
const AT_ONCE = 2

const waiting = PROJECTS.filter((project) => existsSync(`${project}/tsconfig.json`))
/** What was said already: each package checks the sources of those it imports. */
const told = new Set()
let failed = false

await Promise.all(Array.from({ length: AT_ONCE }, work))
process.exit(failed ? 1 : 0)

async function work() {
  for (let project = waiting.shift(); project; project = waiting.shift()) {
    const child = spawn('tsc', ['-p', project], { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    const [code] = await once(child, 'close')
    tell(output)
    if (code !== 0) failed = true
  }
}

function tell(output) {
  for (const line of output.split('\n')) {
    if (line !== '' && !told.has(line)) console.log(line)
    told.add(line)
  }
}
