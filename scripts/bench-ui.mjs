// Measures the components against others, in one run.
import { spawnSync } from 'node:child_process'
import { findChromium } from './chromium.mjs'

const args = ['--conditions=source', 'bench/ui/src/main.ts', ...process.argv.slice(2)]
const env = { ...process.env, CHROMIUM: await findChromium() }
process.exit(spawnSync(process.execPath, args, { stdio: 'inherit', env }).status ?? 1)
