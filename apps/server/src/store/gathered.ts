/** Asks answered by one read at most, so that a burst does not hold up everything else. */
const MAX_ASKS = 64

interface Waiting<Ask, Answer> {
  readonly ask: Ask
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/**
 * What is asked in a burst is read together: a thousand sockets that come back at once take a few statements, not
 * thousands. The runtime accepts one connection a turn of its loop, so a burst goes on as long as each turn brings
 * another ask. Each ask is read after it was asked. `read` gives the function that has the answers.
 */
export function gathered<Ask, Answer>(
  read: (asks: readonly Ask[]) => Promise<(ask: Ask) => Answer>,
): (ask: Ask) => Promise<Answer> {
  let waiting: Waiting<Ask, Answer>[] = []
  /** How many waited a turn ago. */
  let before = 0

  function onTurn(): void {
    if (waiting.length > before && waiting.length < MAX_ASKS) {
      before = waiting.length
      setImmediate(onTurn)
      return
    }
    const group = waiting.slice(0, MAX_ASKS)
    waiting = waiting.slice(MAX_ASKS)
    before = 0
    if (waiting.length > 0) setImmediate(onTurn)
    void answer(group)
  }

  async function answer(group: readonly Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answerOf = await read(group.map(({ ask }) => ask))
      for (const waiting of group) give(waiting, answerOf)
    } catch (error) {
      for (const { reject } of group) reject(error)
    }
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(onTurn)
      waiting.push({ ask, resolve, reject })
    })
}

function give<Ask, Answer>({ ask, resolve, reject }: Waiting<Ask, Answer>, answerOf: (ask: Ask) => Answer): void {
  try {
    resolve(answerOf(ask))
  } catch (error) {
    reject(error)
  }
}
