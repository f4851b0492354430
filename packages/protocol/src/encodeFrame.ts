import type { Frame } from './frame.ts'

/** A frame as text. */
export function encodeFrame(value: Frame): string {
  return JSON.stringify(value)
}
