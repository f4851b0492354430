const REFRESH_MS = 500
/** Where lines cannot be written over. */
const LINE_MS = 10_000

/** A line that says how far everything is. */
export interface Progress {
  /** Something that stays. */
  say(text: string): void
  stop(): void
}

export function startProgress(stream: NodeJS.WriteStream, line: () => string): Progress {
  const timer = setInterval(show, stream.isTTY ? REFRESH_MS : LINE_MS)

  function clear(): void {
    if (stream.isTTY) stream.write('\r\u001b[K')
  }

  function show(): void {
    const text = line()
    if (text === '') return
    clear()
    stream.write(stream.isTTY ? text.slice(0, stream.columns - 1) : `${text}\n`)
  }

  return {
    say(text) {
      clear()
      stream.write(`${text}\n`)
    },
    stop() {
      clearInterval(timer)
      clear()
    },
  }
}
