// Runs the steps of a task: says what it does, how long it took, and ends the task when one fails.
import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** What runs now: a failure ends what runs beside it, too. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

/** @param {string} title @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
export async function step(title, command, args, env = {}) {
  console.log(`\n▸ ${title}`)
  const { code, seconds } = await run(command, args, env, 'inherit')
  settle(title, command, args, { code, seconds })
}

/**
 * Steps that do not get in each other's way, side by side; what each says is shown when it is done.
 * @param {[title: string, command: string, args: string[], env: NodeJS.ProcessEnv][][]} lanes
 */
export async function sideBySide(lanes) {
  await Promise.all(
    lanes.map(async (steps) => {
      for (const [title, command, args, env] of steps) {
        console.log(`… ${title}`)
        const { code, seconds, output } = await run(command, args, env, 'pipe')
        process.stdout.write(`\n▸ ${title}\n${output}`)
        settle(title, command, args, { code, seconds })
      }
    }),
  )
}

/** @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} env @param {'inherit' | 'pipe'} stdio */
async function run(command, args, env, stdio) {
  const started = Date.now()
  const child = spawn(command, args, { stdio: ['inherit', stdio, stdio], env: { ...process.env, ...env } })
  /** @type {Buffer[]} */
  const chunks = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk))
  running.add(child)
  const [code] = await once(child, 'close')
  running.delete(child)
  return { code, seconds: ((Date.now() - started) / 1000).toFixed(1), output: Buffer.concat(chunks).toString() }
}

/** @param {string} title @param {string} command @param {string[]} args @param {{ code: number | null, seconds: string }} result */
function settle(title, command, args, { code, seconds }) {
  if (code !== 0) {
    console.error(`\n✗ ${title} failed after ${seconds} s. Run it alone with: ${command} ${args.join(' ')}`)
    for (const child of running) child.kill('SIGTERM')
    process.exit(code ?? 1)
  }
  console.log(`✓ ${title} (${seconds} s)`)
}
