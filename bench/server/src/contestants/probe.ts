// Loaded before a contestant (`--import`): collects garbage and says how much memory is left, when asked to.
import type { Memory } from './memory.ts'

process.on('message', () => {
  globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  process.send?.({ rss, heap: heapUsed + external } satisfies Memory)
})
// Being asked is no reason to stay alive.
process.channel?.unref()
// A run that was interrupted leaves nobody behind.
process.once('disconnect', () => process.exit())
