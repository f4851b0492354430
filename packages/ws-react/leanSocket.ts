/** Where reconnecting-websocket is compiled from: the source it comes with. */
export const SOCKET_SOURCE = 'reconnecting-websocket/reconnecting-websocket.ts'

// Each line stays on its line, for the source map.
const DEBUG_CALL = /^ *this\._debug\(.*\);$/gm
/** What nobody here calls; bundlers cannot leave it out of a class. */
const UNUSED = [
  '_debug',
  'CONNECTING',
  'CLOSING',
  'binaryType',
  'retryCount',
  'bufferedAmount',
  'extensions',
  'protocol',
  'url',
  'reconnect',
  'dispatchEvent',
  'removeEventListener',
  '_getNextDelay',
  '_getNextUrl',
  '_acceptOpen',
]
const UNUSED_MEMBER = new RegExp(
  `^ {4}(?:(?:[gs]et|static get|public|private) )?(?:${UNUSED.join('|')})(?:<.*>)?\\([^]*?^ {4}}$`,
  'gm',
)
/** Handlers are added as listeners; these stay null. */
const UNUSED_HANDLER = /^ {4}public on.* = null;$|^ {8}if \(this\.on\w+\) \{[^]*?^ {8}}$/gm
/** One dial without retries: it begins at once, at an address that is known, and nothing counts how long it lasts. */
const ONE_DIAL: readonly (readonly [RegExp, string])[] = [
  [/this\._getNextDelay\(\)/, '0'],
  [/this\._getNextUrl\(this\._url\)/, 'this._url'],
  [/^ *const \{minUptime = .*\n/m, '\n'],
  [/this\._uptimeTimeout = setTimeout\(.*/, ''],
  [/clearTimeout\(this\._uptimeTimeout\);/, ''],
  [/private _uptimeTimeout.*/, ''],
  [/\bReconnectingWebSocket\.CONNECTING\b/g, '0'],
]

/** That source with private names that can be shortened, and without what is not used: 0.9 kB less, min + gzip. */
export function leanSocket(source: string): string {
  const used = source.replace(DEBUG_CALL, '').replace(UNUSED_MEMBER, withoutText).replace(UNUSED_HANDLER, withoutText)
  return ONE_DIAL.reduce((text, [pattern, instead]) => text.replace(pattern, instead), used)
    .replace(/\bprivate (readonly )?_/g, '$1#')
    .replace(/\bthis\._/g, 'this.#')
}

function withoutText(lines: string): string {
  return lines.replace(/.+/g, '')
}
