import { Refusal } from '@mediconnect/protocol'
import type { FastifyInstance } from 'fastify'
import type { FastifyRequest } from 'fastify'
import type { Tokens } from '../auth/token.ts'
import type { Services } from '../session/services.ts'
import type { Files } from '../store/files.ts'
import type { Strangers } from '../socket/strangers.ts'
import type { UserRecord } from '../store/store.ts'
import type { CallLimit } from './callLimit.ts'

/** How this node stands. */
export interface Health {
  phase(): 'starting' | 'serving' | 'draining'
  redis(): 'not configured' | 'ok' | 'unavailable'
}

/** What the HTTP calls share. */
export interface HttpContext extends Services {
  readonly health: Health
  readonly tokens: Tokens
  readonly files: Files
  readonly strangers: Strangers
  readonly calls: CallLimit
}

export type Routes = (app: FastifyInstance, context: HttpContext) => void

const BEARER = /^Bearer +(\S+) *$/i

/** The caller, by bearer token. Throws WS_001, or WS_007 when they call too often. */
export async function requireUser(request: FastifyRequest, context: HttpContext): Promise<UserRecord> {
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1]
  const identity = await context.authenticate(token)
  if (!identity) throw new Refusal('WS_001', 'Send a good access token as `Authorization: Bearer …`.')
  request.callerId = identity.user.id
  context.strangers.recognise(request.raw.socket)
  context.calls.call(identity.user.id)
  return identity.user
}
