import * as v from 'valibot'
import { CONTROL_HEADER, CONTROL_PATH } from './controlPath.ts'

/** What the demo's runner does for this page. */
export interface ServerControl {
  /** Whether it is there: a page that is served elsewhere has none. */
  isThere(): Promise<boolean>
  /** Ends the server as an operator would, and starts it again after so many seconds. */
  restart(seconds: number): Promise<void>
  /** The same without a goodbye, as `kill -9`. */
  kill(seconds: number): Promise<void>
  /** Nobody can write to the database for so many seconds. */
  pauseDatabase(seconds: number): Promise<void>
}

const AnswerSchema = v.object({ control: v.literal(true) })

export function createServerControl(): ServerControl {
  async function ask(method: 'GET' | 'POST', path: string): Promise<boolean> {
    try {
      const response = await fetch(CONTROL_PATH + path, { method, headers: { [CONTROL_HEADER]: '1' } })
      // Another server may answer everything with its page.
      return v.is(AnswerSchema, await response.json())
    } catch {
      return false
    }
  }

  async function order(action: string, seconds: number): Promise<void> {
    if (!(await ask('POST', `/${action}?seconds=${seconds}`))) {
      throw new Error('The demo’s runner did not do it. What it says stands in the terminal.')
    }
  }

  return {
    isThere: () => ask('GET', '/'),
    restart: (seconds) => order('restart', seconds),
    kill: (seconds) => order('kill', seconds),
    pauseDatabase: (seconds) => order('pause-database', seconds),
  }
}
