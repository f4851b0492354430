/**
 * Looks through what strace wrote down for the way of one message: written to the database's log, which is synced, and
 * only then sent. Gives what is wrong, or `undefined`.
 */
export function findSync(lines: readonly string[], text: string): string | undefined {
  const mentions = (line: string) => line.includes(text)
  const written = lines.findIndex((line) => mentions(line) && isWriteTo(line, '-wal>'))
  const sent = lines.findIndex((line) => mentions(line) && isWriteTo(line, '<TCP:', '<socket:'))
  if (written < 0) return `"${text}" was never written to the database's log.`
  if (sent < 0) return `"${text}" was never sent.`
  const synced = lines.findIndex((_, index) => index > written && isEndOfSync(lines, index))
  if (synced < 0) return `The log was not synced after "${text}" was written to it.`
  return synced < sent ? undefined : `"${text}" was sent before the log was synced.`
}

function isWriteTo(line: string, ...kinds: string[]): boolean {
  const call = /^\d+ +(?:pwrite64|pwritev|write|writev|sendto|sendmsg)\(\d+([^,]*)/.exec(line)?.[1]
  return call !== undefined && kinds.some((kind) => call.includes(kind))
}

/** A sync of the log that returned well; with several threads its beginning may be in a line of its own. */
function isEndOfSync(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? ''
  if (!/\) += 0$/.test(line)) return false
  if (/^\d+ +(?:fdatasync|fsync)\(\d+<[^>]*-wal>\)/.test(line)) return true
  const resumed = /^(\d+) +<\.\.\. (?:fdatasync|fsync) resumed>/.exec(line)?.[1]
  if (resumed === undefined) return false
  const began = lines.slice(0, index).findLast((before) => before.startsWith(`${resumed} `))
  return began !== undefined && /(?:fdatasync|fsync)\(\d+<[^>]*-wal> *<unfinished/.test(began)
}
