// `pnpm faults`: breaks the server, its database, its Redis and its network while clients talk, and looks whether anything
// is lost. `--scenario NAME`, `--messages N`, `--seed N`, `--parallel N`, `--built` (the server as built).
import { spawn } from 'node:child_process'
import { findEngines } from './engines.mjs'

findEngines()
const child = spawn('node', ['--conditions=source', 'apps/server/faults/main.ts', ...process.argv.slice(2)], {
  stdio: 'inherit',
})
// Ctrl-C in a terminal reaches it by itself; it needs a moment to end what it started.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code) => process.exit(code ?? 1))
