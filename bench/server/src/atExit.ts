/** Runs `cleanUp` when this process ends, also when it is interrupted. */
export function atExit(cleanUp: () => void): void {
  process.once('exit', cleanUp)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
}
