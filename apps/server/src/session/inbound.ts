/** One text message as it came in. */
export interface Inbound {
  readonly text: string
  readonly bytes: number
  readonly isBinary: boolean
  /** On the monotonic clock, for the delivery latency. */
  readonly receivedAt: number
}
