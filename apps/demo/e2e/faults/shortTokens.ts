import { AccessTokenSchema } from '@mediconnect/protocol'
import type { BrowserContext, Route } from '@playwright/test'
import { createHmac } from 'node:crypto'
import * as v from 'valibot'

/** Access tokens that end after seconds, and a way to have them all run out. */
export interface ShortTokens {
  /** Every token the pages of `context` are given from here on ends soon. */
  applyTo(context: BrowserContext): Promise<void>
  /** When the last one that was given ends, in milliseconds since 1970. */
  readonly lastEnd: number
  /** The server seems to be too busy to give any. */
  withhold(): void
  giveAgain(): void
}

/** The page's refresh call is answered with the server's own token, signed anew to end after `lifeSeconds`, or a little more. */
export function createShortTokens(secret: string, lifeSeconds: number): ShortTokens {
  let lastEnd = 0
  let isWithheld = false

  function shorten(token: string): string {
    const [header = '', payload = ''] = token.split('.')
    const claims = v.parse(ClaimsSchema, Buffer.from(payload, 'base64url').toString())
    const iat = Math.floor(Date.now() / 1000)
    const exp = Math.ceil(Date.now() / 1000) + lifeSeconds
    lastEnd = Math.max(lastEnd, exp * 1000)
    const shortened = `${header}.${Buffer.from(JSON.stringify({ ...claims, iat, exp })).toString('base64url')}`
    return `${shortened}.${createHmac('sha256', secret).update(shortened).digest('base64url')}`
  }

  async function answer(route: Route): Promise<void> {
    if (isWithheld) return route.fulfill({ status: 503 })
    const response = await route.fetch().catch(() => undefined)
    if (!response) return route.abort('connectionfailed')
    const parsed = v.safeParse(GivenSchema, await response.text())
    if (!parsed.success) return route.fulfill({ response })
    return route.fulfill({ response, json: { ...parsed.output, access: shorten(parsed.output.access) } })
  }

  return {
    applyTo: async (context) => {
      // The page may be gone before its answer comes.
      await context.route('**/api/token/**', (route) => answer(route).catch(() => undefined))
    },
    get lastEnd() {
      return lastEnd
    },
    withhold: () => {
      isWithheld = true
    },
    giveAgain: () => {
      isWithheld = false
    },
  }
}

const ClaimsSchema = v.pipe(v.string(), v.parseJson(), v.looseObject({}))
/** `/api/token/` gives a refresh token too. */
const GivenSchema = v.pipe(v.string(), v.parseJson(), v.looseObject(AccessTokenSchema.entries))
