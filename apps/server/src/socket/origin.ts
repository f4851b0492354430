import type { IncomingMessage } from 'node:http'

/** Whether a page of this origin may open a socket here. A native client sends no Origin and may. */
export function isAllowedOrigin({ headers }: IncomingMessage, allowed: readonly string[] | undefined): boolean {
  const { origin, host } = headers
  if (origin === undefined) return true
  if (allowed !== undefined) return allowed.some((each) => each.toLowerCase() === origin.toLowerCase())
  if (host === undefined || !URL.canParse(origin)) return false
  const { protocol, host: from } = new URL(origin)
  const own = `${protocol}//${host}`
  // Parsing both drops the port that is the protocol's own.
  return URL.canParse(own) && new URL(own).host === from
}
