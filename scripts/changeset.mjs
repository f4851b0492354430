// `npm run changeset [status | version | publish]`: changesets with the pnpm that packs our packages in its PATH.
import { spawnSync } from 'node:child_process'
import { PNPM } from './pnpm.mjs'

const args = ['-y', `--package=${PNPM}`, '--', 'changeset', ...process.argv.slice(2)]
const { status } = spawnSync('npx', args, { stdio: 'inherit', shell: process.platform === 'win32' })
process.exit(status ?? 1)
