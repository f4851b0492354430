// `npm run cluster`: what docker-compose.yml describes, without Docker, until Ctrl-C: two nodes behind a balancer, on a
// Postgres and a Redis of their own. `npm run cluster -- --restart` restarts the nodes of the one that runs, in turn.
// `--data FOLDER` keeps its logs elsewhere; the messages go when it stops.
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { pidFile, runCluster } from './cluster/runCluster.mjs'

const { values } = parseArgs({
  options: { restart: { type: 'boolean', default: false }, data: { type: 'string', default: '.data/cluster' } },
})

if (values.restart) askForRestart(pidFile(values.data))
else await runCluster({ folder: values.data })

function askForRestart(file) {
  if (!existsSync(file)) {
    console.error('[cluster] No cluster runs here. Start one with `npm run cluster`.')
    process.exit(1)
  }
  process.kill(Number(readFileSync(file, 'utf8')), 'SIGUSR2')
  console.log('[cluster] Its nodes restart, one after the other; it says how that goes where it runs.')
}
