// Runs one step of a task: says what it does, how long it took, and ends the task when it fails.
import { spawnSync } from 'node:child_process'

/** @param {string} title @param {string} command @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
export function step(title, command, args, env = {}) {
  console.log(`\n▸ ${title}`)
  const started = Date.now()
  const result = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  if (result.status !== 0) {
    console.error(`\n✗ ${title} failed after ${seconds} s. Run it alone with: ${command} ${args.join(' ')}`)
    process.exit(result.status ?? 1)
  }
  console.log(`✓ ${title} (${seconds} s)`)
}
