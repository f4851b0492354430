/**
 * Settles like the promise, or with `undefined` when that takes longer; what comes later is not heard. When this process
 * was held up itself, what has come meanwhile counts.
 */
export function withDeadline<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => setImmediate(() => resolve(undefined)), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
