/** Who waits for an operation of the store. */
export interface Caller<Result> {
  /** It is committed. What this throws is told to `failed`. */
  committed(result: Result): void
  /** At most once. A commit that comes through after a `StoreBusyError` is still told to `committed`. */
  failed(error: Error): void
}
