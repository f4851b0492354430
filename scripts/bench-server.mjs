// Measures the server against others, in one run.
import { spawnSync } from 'node:child_process'

const args = ['--conditions=source', 'bench/server/src/main.ts', ...process.argv.slice(2)]
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1)
