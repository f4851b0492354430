/** What a message says of its attachment comes from somebody else: a script is no address. */
const SAFE: ReadonlySet<string> = new Set(['http:', 'https:', 'blob:', 'data:'])
/** For addresses without a scheme; the page's own is not there on a server. */
const ANY_BASE = 'https://page.invalid'

/** The address, when it is one that may be shown and downloaded. */
export function safeSource(url: string): string | undefined {
  return URL.canParse(url, ANY_BASE) && SAFE.has(new URL(url, ANY_BASE).protocol) ? url : undefined
}
