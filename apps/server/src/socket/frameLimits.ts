/** A frame above the limit is answered; one this many times above it is not even read to its end. */
const HARD_LIMIT_FACTOR = 4
/** A frame may come in parts of about this size; smaller ones cost more to keep than what is in them. */
const PART_BYTES = 4_096
const MIN_PARTS = 32
/** The same for the pieces the network makes of it. */
const CHUNK_BYTES = 512
const MIN_CHUNKS = 64

/** What one peer can make the server hold of a frame that is not whole yet, in the words of the library. */
export function frameLimits(maxMessageBytes: number) {
  const maxPayload = maxMessageBytes * HARD_LIMIT_FACTOR
  return {
    maxPayload,
    maxFragments: Math.max(MIN_PARTS, Math.ceil(maxMessageBytes / PART_BYTES)),
    maxBufferedChunks: Math.max(MIN_CHUNKS, Math.ceil(maxPayload / CHUNK_BYTES)),
  }
}
