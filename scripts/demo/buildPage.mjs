import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { say } from './say.mjs'

/** Everything the page is made of. */
const SOURCES = [
  'pnpm-lock.yaml',
  'packages/{protocol,ws-react,chat-ui}/package.json',
  'packages/{protocol,ws-react,chat-ui}/src/**',
  'apps/demo/{package.json,index.html,vite.config.ts}',
  'apps/demo/{src,public}/**',
]
const BUILT = 'apps/demo/dist/index.html'
const STAMP = 'node_modules/.cache/mediconnect-demo'

/** Builds the demo's page, unless what was built last is made of the same sources. */
export async function buildPage() {
  const wanted = fingerprint()
  if (existsSync(BUILT) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) {
    say('The page is built already.')
    return
  }
  say('Building the page …')
  const started = Date.now()
  await run('vite', ['build', 'apps/demo'])
  mkdirSync(path.dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, wanted)
  say(`Built in ${((Date.now() - started) / 1000).toFixed(1)} s.`)
}

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of globSync(SOURCES).sort()) {
    if (!statSync(file).isFile()) continue
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
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
