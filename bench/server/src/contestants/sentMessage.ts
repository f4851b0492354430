/** What the contestants that look into a message need of it. */
export interface SentMessage {
  readonly message: string
  readonly client_id: string
}

/** Looks as little as possible: a contestant must not pay for care that the issue does not ask of it. */
export function isSentMessage(data: unknown): data is SentMessage {
  return typeof data === 'object' && data !== null && 'message' in data && 'client_id' in data
}
