import { PEEK_BYTES } from './dialect.ts'

const EMPTY = Buffer.alloc(0)
const TEXT = 1
const CLOSE = 8
const PING = 9
const MEDIUM = 126
const LARGE = 127

export interface FrameHandler {
  /** A text frame; only its first bytes are sure to be there, unless whole frames were asked for. */
  text(data: Buffer, start: number, length: number): void
  ping(payload: Buffer): void
  close(code: number): void
}

/** Walks from header to header of what a server sent, and leaves the payloads alone. */
export function createFrameReader(handler: FrameHandler, needsWhole: boolean): (chunk: Buffer) => void {
  let rest: Buffer = EMPTY
  let skip = 0

  return (chunk) => {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const end = data.length
    let at = Math.min(skip, end)
    skip -= at
    while (end - at >= 2) {
      const available = end - at
      const opcode = (data[at] ?? 0) & 0x0f
      let length = (data[at + 1] ?? 0) & 0x7f
      let header = 2
      if (length === MEDIUM) {
        if (available < 4) break
        length = data.readUInt16BE(at + 2)
        header = 4
      } else if (length === LARGE) {
        if (available < 10) break
        length = Number(data.readBigUInt64BE(at + 2))
        header = 10
      }
      const needed = needsWhole || opcode !== TEXT ? length : Math.min(length, PEEK_BYTES)
      if (available < header + needed) break
      const start = at + header
      if (opcode === TEXT) handler.text(data, start, length)
      else if (opcode === PING) handler.ping(data.subarray(start, start + length))
      else if (opcode === CLOSE) handler.close(length >= 2 ? data.readUInt16BE(start) : 0)
      at = start + length
      if (at > end) {
        skip = at - end
        at = end
      }
    }
    // The chunk's memory is used again for the next one.
    rest = at < end ? Buffer.from(data.subarray(at)) : EMPTY
  }
}
