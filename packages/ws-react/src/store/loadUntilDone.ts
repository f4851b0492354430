/** How long after a chunk could not be loaded it is tried again. */
const RETRY_MS = 5_000

/** Loads a chunk that must not be missing for long: again and again, while the network or the server is away. */
export async function loadUntilDone<Chunk>(load: () => Promise<Chunk>): Promise<Chunk> {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
}
