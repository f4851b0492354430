/** A process's memory after a collection, in bytes. */
export interface Memory {
  readonly rss: number
  /** What is alive on the heap, with the buffers outside of it. */
  readonly heap: number
}

/** What the probe answers with. */
export function parseMemory(message: unknown): Memory {
  if (
    typeof message === 'object' &&
    message !== null &&
    'rss' in message &&
    typeof message.rss === 'number' &&
    'heap' in message &&
    typeof message.heap === 'number'
  ) {
    return { rss: message.rss, heap: message.heap }
  }
  throw new TypeError('The probe answered with something else than memory.')
}
