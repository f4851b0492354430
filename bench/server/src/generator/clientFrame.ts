import { SLOT } from './dialect.ts'

const FINAL = 0x80
const MASKED = 0x80
const TEXT = 1
const PONG = 10
const SHORT_LENGTH = 125
const MEDIUM = 126
const MASK = Buffer.from([0x37, 0xfa, 0x21, 0x3d])
const DIGIT_ZERO = 48

/** A message whose frame is made beforehand; only its number is written when it is sent. */
export interface FrameTemplate {
  /** Frames numbered from `first`, joined. */
  frames(first: number, count: number): Buffer
}

export function textFrame(text: string): Buffer {
  return clientFrame(TEXT, Buffer.from(text))
}

export function pongFrame(payload: Buffer): Buffer {
  return clientFrame(PONG, payload)
}

export function createFrameTemplate(text: string): FrameTemplate {
  const frame = textFrame(text)
  const payloadStart = frame.length - Buffer.byteLength(text)
  const slots: number[] = []
  for (let at = text.indexOf(SLOT); at !== -1; at = text.indexOf(SLOT, at + SLOT.length)) slots.push(at)

  return {
    frames(first, count) {
      const joined = Buffer.allocUnsafe(frame.length * count)
      for (let index = 0; index < count; index++) {
        const start = index * frame.length
        joined.set(frame, start)
        for (const slot of slots) writeNumber(joined, start + payloadStart, slot, first + index)
      }
      return joined
    },
  }
}

/** Writes twelve digits over a slot, masked. */
function writeNumber(target: Buffer, payloadStart: number, slot: number, value: number): void {
  let rest = value
  for (let at = slot + SLOT.length - 1; at >= slot; at--) {
    const next = Math.floor(rest / 10)
    target[payloadStart + at] = (DIGIT_ZERO + rest - next * 10) ^ (MASK[at & 3] ?? 0)
    rest = next
  }
}

function clientFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload
  const header =
    length <= SHORT_LENGTH
      ? [FINAL | opcode, MASKED | length]
      : [FINAL | opcode, MASKED | MEDIUM, length >> 8, length & 0xff]
  const masked = payload.map((byte, at) => byte ^ (MASK[at & 3] ?? 0))
  return Buffer.concat([Buffer.from(header), MASK, masked])
}
