/** Opcode "text" with the bit that says that this is all of it (RFC 6455, 5.2). */
const WHOLE_TEXT = 0x81
const SHORT = 125
const LENGTH_16 = 126
const LENGTH_64 = 127
const MAX_16 = 0xffff

/** WebSocket frames as a server sends them, not masked, one after another in one buffer. */
export function frameTexts(texts: readonly string[]): Buffer {
  let total = 0
  const lengths = texts.map((text) => {
    const length = Buffer.byteLength(text)
    total += headerLength(length) + length
    return length
  })
  const buffer = Buffer.allocUnsafe(total)
  let at = 0
  texts.forEach((text, index) => {
    const length = lengths[index] ?? 0
    buffer[at] = WHOLE_TEXT
    if (length <= SHORT) {
      buffer[at + 1] = length
    } else if (length <= MAX_16) {
      buffer[at + 1] = LENGTH_16
      buffer.writeUInt16BE(length, at + 2)
    } else {
      buffer[at + 1] = LENGTH_64
      buffer.writeBigUInt64BE(BigInt(length), at + 2)
    }
    at += headerLength(length)
    at += buffer.write(text, at)
  })
  return buffer
}

function headerLength(length: number): number {
  if (length <= SHORT) return 2
  return length <= MAX_16 ? 4 : 10
}
