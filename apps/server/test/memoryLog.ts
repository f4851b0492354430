import { Writable } from 'node:stream'

/** Where a log can write to be read by a test. */
export function memoryLog() {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  return { lines, stream }
}
