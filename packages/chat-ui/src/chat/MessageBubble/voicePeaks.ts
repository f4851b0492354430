/** Enough for a drawing: what the browser decodes is made so coarse at once. */
const RATE = 8_000
/** A longer recording would take too much to decode for a drawing. */
const MAX_BYTES = 8 * 1024 * 1024

/** How loud a recording is over its length, as so many numbers from 0 to 1. */
export async function voicePeaks(url: string, count: number, signal: AbortSignal): Promise<readonly number[]> {
  const response = await fetch(url, { signal })
  const bytes = await response.arrayBuffer()
  if (bytes.byteLength > MAX_BYTES) throw new Error('The recording is too long to be drawn.')
  const decoded = await new OfflineAudioContext(1, 1, RATE).decodeAudioData(bytes)
  const samples = decoded.getChannelData(0)
  const size = samples.length / count
  const peaks = Array.from({ length: count }, (_, place) =>
    samples
      .subarray(Math.floor(place * size), Math.floor((place + 1) * size))
      .reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0),
  )
  const loudest = Math.max(...peaks, Number.EPSILON)
  return peaks.map((peak) => peak / loudest)
}
