/** How long tests wait for what they look for: a busy machine is slower than the second that test libraries allow. */
export const PATIENCE_MS = 10_000
