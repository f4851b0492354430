import { RefreshRequestSchema, TokenRequestSchema } from '@mediconnect/protocol'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { isPassword } from '../auth/password.ts'
import { Refusal } from '../refusal.ts'
import { parse } from './parse.ts'
import type { Routes } from './routes.ts'

/** Wrong passwords for one name from one address in {@link FAILURE_WINDOW_S}. */
const MAX_FAILURES = 10
const FAILURE_WINDOW_S = 60
/** Names are remembered for a while and passwords are hashed: neither may be as long as one likes. */
const OPTIONS = { bodyLimit: 8 * 1024 }

/** Signing in, and a new access token for a refresh token. */
export const tokenRoutes: Routes = (app, { store, tokens }) => {
  const failures = new RateLimiterMemory({ points: MAX_FAILURES, duration: FAILURE_WINDOW_S })

  app.post('/api/token/', OPTIONS, async (request) => {
    const { username, password } = parse(TokenRequestSchema, request.body)
    const key = `${username}|${request.ip}`
    // Counted before the slow part, so that trying many at once does not get around it.
    const counted = await failures.penalty(key)
    if (counted.consumedPoints > MAX_FAILURES) {
      throw new Refusal('WS_007', 'Too many wrong passwords. Wait a little.', { retry_after: counted.msBeforeNext })
    }
    const user = await store.users.credentials(username)
    const isRight = await isPassword(password, user?.password_hash)
    if (!user?.is_active || !isRight) throw new Refusal('WS_001', 'The user name or the password is wrong.')
    await failures.delete(key)
    return { access: await tokens.sign(user.id, 'access'), refresh: await tokens.sign(user.id, 'refresh') }
  })

  app.post('/api/token/refresh/', OPTIONS, async (request) => {
    const { refresh } = parse(RefreshRequestSchema, request.body)
    const claims = await tokens.verify(refresh, 'refresh')
    const user = claims && (await store.users.find(claims.userId))
    if (!user?.is_active) throw new Refusal('WS_001', 'The refresh token is not valid. Sign in again.')
    return { access: await tokens.sign(user.id, 'access') }
  })
}
