import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { oneAtATime } from './oneAtATime.mjs'

const APP = 'apps/docs'
/** The pages are made in one place, whoever builds: the demo beside, or a check. */
const LOCK = 'node_modules/.cache/mediconnect-docs.lock'

/**
 * Makes the pages from documents and code, and the site from them: `apps/docs/dist`. A link that leads nowhere, or an export
 * that does not say what it is, fails it, with what was said.
 * @param {{ signal?: AbortSignal }} [options]
 */
export function buildDocs({ signal } = {}) {
  return oneAtATime(LOCK, () => build(signal), signal)
}

/** @param {AbortSignal} [signal] */
async function build(signal) {
  await run(process.execPath, ['--conditions=source', `${APP}/generate/generate.ts`], signal)
  await run('astro', ['build', '--root', APP], signal)
}

/** @param {string} command @param {string[]} args @param {AbortSignal} [signal] */
async function run(command, args, signal) {
  const env = { ...process.env, PATH: `${APP}/node_modules/.bin:${process.env.PATH}`, ASTRO_TELEMETRY_DISABLED: '1' }
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env, signal })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`The documentation could not be built:\n${output}`)
}
