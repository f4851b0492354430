/** At most one announcement in this time, however much there is to say. */
const GAP_MS = 1_000
/** Said long ago: whoever reads through the page does not meet it there. */
const CLEAR_MS = 6_000

export interface SpeechQueue {
  readonly add: (text: string | (() => string), topic?: string) => void
  readonly stop: () => void
}

/** Collects what is to be said for `collectMs`, says it in one go, and then not again for a while. */
export function createSpeechQueue(say: (text: string) => void, collectMs: number): SpeechQueue {
  const waiting = new Map<string, string | (() => string)>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let resting = false

  function after(ms: number, run: () => void) {
    clearTimeout(timer)
    timer = setTimeout(() => {
      timer = undefined
      run()
    }, ms)
  }

  function flush() {
    const texts = [...waiting.values()].map((text) => (typeof text === 'string' ? text : text()))
    waiting.clear()
    const text = texts.filter(Boolean).join('. ')
    if (text === '') return
    say(text)
    resting = true
    after(GAP_MS, () => {
      resting = false
      if (waiting.size > 0) flush()
      else after(CLEAR_MS, () => say(''))
    })
  }

  return {
    add(text, topic = typeof text === 'string' ? text : '') {
      waiting.delete(topic)
      waiting.set(topic, text)
      if (!resting && waiting.size === 1) after(collectMs, flush)
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
      resting = false
      waiting.clear()
    },
  }
}
