/** Asks answered by one read at most, so that a burst does not hold up everything else. */
const MAX_ASKS = 200

interface Waiting<Ask, Answer> {
  readonly ask: Ask
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/**
 * What is asked within one turn of the event loop is read together: a thousand sockets that come back at once take a
 * few statements, not thousands. Each ask is read after it was asked. `read` gives the function that has the answers.
 */
export function gathered<Ask, Answer>(
  read: (asks: readonly Ask[]) => Promise<(ask: Ask) => Answer>,
): (ask: Ask) => Promise<Answer> {
  let waiting: Waiting<Ask, Answer>[] = []

  function next(): void {
    const group = waiting.length > MAX_ASKS ? waiting.slice(0, MAX_ASKS) : waiting
    waiting = waiting.length > MAX_ASKS ? waiting.slice(MAX_ASKS) : []
    if (waiting.length > 0) setImmediate(next)
    void answer(group)
  }

  async function answer(group: readonly Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answerOf = await read(group.map(({ ask }) => ask))
      for (const { ask, resolve } of group) resolve(answerOf(ask))
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(next)
      waiting.push({ ask, resolve, reject })
    })
}
