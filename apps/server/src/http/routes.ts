import type { FastifyInstance } from 'fastify'
import type { FastifyRequest } from 'fastify'
import type { Tokens } from '../auth/token.ts'
import { Refusal } from '../refusal.ts'
import type { Services } from '../session/services.ts'
import type { Files } from '../store/files.ts'
import type { UserRecord } from '../store/store.ts'

/** What the HTTP calls share. */
export interface HttpContext extends Services {
  readonly tokens: Tokens
  readonly files: Files
}

export type Routes = (app: FastifyInstance, context: HttpContext) => void

const BEARER = /^Bearer +(\S+) *$/i

/** The caller, by bearer token. Throws WS_001. */
export async function requireUser(request: FastifyRequest, { authenticate }: HttpContext): Promise<UserRecord> {
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1]
  const identity = await authenticate(token)
  if (!identity) throw new Refusal('WS_001', 'Send a good access token as `Authorization: Bearer …`.')
  return identity.user
}
