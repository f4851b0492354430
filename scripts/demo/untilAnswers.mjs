const POLL_MS = 100
const PATIENCE_MS = 60_000

/**
 * Waits until `url` answers with a success.
 * @param {string} what @param {string} url
 */
export async function untilAnswers(what, url) {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => undefined)
    await response?.body?.cancel()
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  throw new Error(`${what} did not answer at ${url} within ${PATIENCE_MS / 1000} s.`)
}
