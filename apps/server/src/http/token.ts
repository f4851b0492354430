import { RefreshRequestSchema, Refusal, TokenRequestSchema } from '@mediconnect/protocol'
import { readAddress } from '../address.ts'
import { createPasswordQueue } from '../auth/passwordQueue.ts'
import { auditCall } from './auditCall.ts'
import { parse } from './parse.ts'
import type { Routes } from './routes.ts'

/** Names are remembered for a while and passwords are hashed: neither may be as long as one likes. */
const OPTIONS = { bodyLimit: 8 * 1024 }

/** Signing in, and a new access token for a refresh token. */
export const tokenRoutes: Routes = (app, { store, tokens, limits }) => {
  const passwords = createPasswordQueue()

  app.post('/api/token/', OPTIONS, async (request) => {
    const { username, password } = parse(TokenRequestSchema, request.body)
    const address = readAddress(request.ip, request.raw.socket)
    const key = `${username}|${address}`
    // Counted before the slow part, so that trying many at once does not get around it.
    await limits.signIn(key)
    const user = await store.users.credentials(username)
    const isRight = await passwords.check(password, user?.password_hash, address).catch(async (error: unknown) => {
      // Nothing was tried: it was no wrong password.
      await limits.signInUntried(key)
      throw error
    })
    if (!user?.is_active || !isRight) {
      // What was typed for a name may have been a password: only whose account it was is written down.
      const target = user ? `user ${user.id}` : null
      auditCall(request, { store }, { action: 'sign_in_failed', target })
      throw new Refusal('WS_001', 'The user name or the password is wrong.')
    }
    await limits.signedIn(key)
    request.callerId = user.id
    auditCall(request, { store }, { action: 'signed_in' })
    return { access: await tokens.sign(user.id, 'access'), refresh: await tokens.sign(user.id, 'refresh') }
  })

  app.post('/api/token/refresh/', OPTIONS, async (request) => {
    const { refresh } = parse(RefreshRequestSchema, request.body)
    const claims = tokens.verify(refresh, 'refresh')
    const user = claims && (await store.users.find(claims.userId))
    if (!user?.is_active) throw new Refusal('WS_001', 'The refresh token is not valid. Sign in again.')
    return { access: await tokens.sign(user.id, 'access') }
  })
}
