import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 100
const ANSWER_MS = 5_000
const START_MS = 60_000

/**
 * Asks each node again and again whether it is ready.
 * @param {readonly string[]} urls
 */
export function watchReady(urls) {
  const ready = new Set()
  const stopped = new AbortController()

  async function ask(url) {
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(ANSWER_MS)])
    const answer = await fetch(`${url}/readyz`, { signal }).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) ready.add(url)
    else ready.delete(url)
    return ready.has(url)
  }

  async function watch(url) {
    while (!stopped.signal.aborted) {
      await ask(url)
      await delay(POLL_MS, undefined, { signal: stopped.signal }).catch(() => {})
    }
  }

  for (const url of urls) void watch(url)
  return {
    /** @param {string} url */
    has: (url) => ready.has(url),
    /** Settles when that node, asked from now on, says that it takes traffic. @param {string} url */
    async until(url) {
      const deadline = Date.now() + START_MS
      while (!(await ask(url))) {
        if (Date.now() > deadline) throw new Error(`${url} was not ready within ${START_MS / 1000} s.`)
        await delay(POLL_MS)
      }
    },
    stop: () => stopped.abort(),
  }
}
