import { createServer } from 'node:net'
import { say } from './say.mjs'

const TRIES = 100

/**
 * The first free port from `preferred` on; says so when that is another one.
 * @param {string} what @param {number} preferred @param {string} host
 */
export async function freePort(what, preferred, host) {
  for (let port = preferred; port < preferred + TRIES; port += 1) {
    if (!(await isFree(port, host))) continue
    if (port !== preferred) say(`Port ${preferred} is taken; ${what} uses ${port} instead.`)
    return port
  }
  throw new Error(`No free port between ${preferred} and ${preferred + TRIES - 1} for ${what}. Stop something first.`)
}

function isFree(port, host) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}
