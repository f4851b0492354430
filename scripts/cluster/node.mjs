import { keepRunning } from '../demo/keepRunning.mjs'

/**
 * One node of the server, started again whenever it dies.
 * @param {{ name: string, url: string, env: NodeJS.ProcessEnv, logFile: string, onHopeless: () => void }} options
 */
export function startNode({ name, url, ...options }) {
  const start = () => keepRunning({ name, args: ['--conditions=source', 'apps/server/src/main.ts'], ...options })
  let running = start()
  let isStopped = false

  return {
    name,
    url,
    /** SIGTERM, the drain, then a new process; settles when that is started. */
    async restart() {
      await running.stop()
      if (!isStopped) running = start()
    },
    async stop() {
      isStopped = true
      await running.stop()
    },
  }
}
