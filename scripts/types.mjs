// Type-checks every package, two at a time.
import { spawn } from 'node:child_process'
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
let failed = false

await Promise.all(Array.from({ length: AT_ONCE }, work))
process.exit(failed ? 1 : 0)

async function work() {
  for (let project = waiting.shift(); project; project = waiting.shift()) {
    const code = await new Promise((resolve) => spawn('tsc', ['-p', project], { stdio: 'inherit' }).on('exit', resolve))
    if (code !== 0) failed = true
  }
}
