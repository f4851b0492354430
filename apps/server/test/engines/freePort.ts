import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below the ports that systems give to outgoing connections: one of those could take ours while an engine is down. */
const FROM = 15_000
const BELOW = 32_000

/** A port nobody listens on. */
export async function freePort(host: string): Promise<number> {
  for (;;) {
    const port = randomInt(FROM, BELOW)
    if (await isFree(port, host)) return port
  }
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}
