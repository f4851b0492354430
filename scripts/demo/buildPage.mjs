import { spawn } from 'node:child_process'
import { builtOnce } from './builtOnce.mjs'
import { say } from './say.mjs'

const PAGE = {
  name: 'demo',
  built: 'apps/demo/dist/index.html',
  /** Everything the page is made of. */
  sources: [
    'pnpm-lock.yaml',
    'packages/{protocol,ws-react,chat-ui}/package.json',
    'packages/{protocol,ws-react,chat-ui}/src/**',
    'apps/demo/{package.json,index.html,vite.config.ts}',
    'apps/demo/{src,public}/**',
  ],
}

/** Builds the demo's page, unless what was built last is made of the same sources. */
export async function buildPage() {
  const started = Date.now()
  const build = () => {
    say('Building the page …')
    return run('vite', ['build', 'apps/demo'])
  }
  const isNew = await builtOnce({ ...PAGE, build })
  say(isNew ? `Built in ${((Date.now() - started) / 1000).toFixed(1)} s.` : 'The page is built already.')
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The page could not be built:\n${output}`))))
  })
}
