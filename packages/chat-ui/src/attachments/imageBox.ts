const MAX_WIDTH = 320
const MAX_HEIGHT = 320
const MIN_SIDE = 96
const UNKNOWN = { width: 240, height: 180 }

/** The place kept for a picture before it loads, in CSS pixels: as large as it is, within limits, its shape kept. */
export function imageBox(
  width: number | null | undefined,
  height: number | null | undefined,
): { readonly width: number; readonly height: number } {
  if (!width || !height) return UNKNOWN
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height)
  return {
    width: Math.max(MIN_SIDE, Math.round(width * scale)),
    height: Math.max(MIN_SIDE, Math.round(height * scale)),
  }
}
