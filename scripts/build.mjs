// Builds every package, in the order they need each other.
import { readFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'

const PACKAGES = ['packages/protocol', 'packages/ws-react', 'packages/chat-ui', 'apps/server', 'apps/demo']

for (const folder of PACKAGES) {
  const { name, scripts } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  console.log(`  building ${name}`)
  const result = spawnSync(scripts.build, { cwd: folder, shell: true, encoding: 'utf8' })
  if (result.status === 0) continue
  console.error(result.stdout, result.stderr)
  process.exit(1)
}
