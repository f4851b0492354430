import { useState } from 'react'
import { problemText } from '../../session/problemText.ts'
import { ApiError } from '../../session/api.ts'

/** Something that is done for whoever tests, and what is said of it. */
export interface Errand {
  readonly said: string
  say(text: string): void
  /** Says `done` when it is, or what went wrong; `work` may say something better. */
  run(done: string, work: () => Promise<string | void>): void
}

export function useErrand(): Errand {
  const [said, say] = useState('')
  return {
    said,
    say,
    run: (done, work) => {
      say('Under way …')
      work().then(
        (better) => say(`${better ?? done}.`),
        (error: unknown) => say(explain(error)),
      )
    },
  }
}

function explain(error: unknown): string {
  if (error instanceof ApiError) return problemText(error)
  return error instanceof Error ? error.message : 'It did not work.'
}
