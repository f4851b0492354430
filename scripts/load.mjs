// Many people in one room, all writing: what the server makes of it.
import { spawnSync } from 'node:child_process'

const args = ['--conditions=source', 'bench/server/src/load.ts', ...process.argv.slice(2)]
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1)
