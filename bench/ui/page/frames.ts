/** Ends after a frame was drawn: what comes then finds a page whose layout is up to date. */
export function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame((time) => task(() => resolve(time))))
}

/** Runs something in a task of its own, as what comes from a socket does. */
export function task(run: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    run()
  }
  port2.postMessage(undefined)
}

/** Ends when the page has nothing left to do that it began while it was loaded. */
export function idle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => task(resolve)))
}
