import type { Frame } from './frame.ts'
import type { Reader } from './reader.ts'

/** A reader of each type's data. */
export type FrameReaders<Of extends Frame> = {
  readonly [Type in Of['type']]: Reader<Extract<Of, { type: Type }>['data']>
}

/**
 * Reads one text message as a frame of `readers`, or gives `undefined` where it is none: one of a newer server is no
 * error. Unknown fields are dropped.
 */
export function readFrame<Of extends Frame>(readers: FrameReaders<Of>, text: string): Of | undefined {
  try {
    const frame: unknown = JSON.parse(text)
    if (isFrame(frame) && isTypeOf(readers, frame.type)) {
      // The table ties each type to its data, which TypeScript cannot follow through an index.
      return { type: frame.type, data: readers[frame.type](frame.data) } as Of
    }
  } catch {
    // Not JSON, or a field is not what the protocol says.
  }
  return undefined
}

function isFrame(value: unknown): value is { type: string; data?: unknown } {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

function isTypeOf<Of extends Frame>(readers: FrameReaders<Of>, type: string): type is Of['type'] {
  return Object.hasOwn(readers, type)
}
