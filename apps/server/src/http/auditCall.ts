import { parseRoom, Refusal } from '@mediconnect/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { readAddress } from '../address.ts'
import type { AuditNote } from '../store/store.ts'
import type { HttpContext } from './routes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls, once that is known. */
    callerId: number | null
  }
}

const RoomParamsSchema = v.object({ room: v.string() })

/** Writes into the audit log what the caller did. */
export function auditCall(
  request: FastifyRequest,
  { store }: Pick<HttpContext, 'store'>,
  note: Omit<AuditNote, 'user_id' | 'address' | 'socket_id'>,
): void {
  const address = readAddress(request.ip, request.raw.socket)
  store.audit.record({ user_id: request.callerId, address, socket_id: null, ...note })
}

/** A caller who reached for what is not theirs is written down, too. */
export function auditRefusals(app: FastifyInstance, context: HttpContext): void {
  app.decorateRequest('callerId', null)
  app.addHook('onError', async (request, _reply, error) => {
    if (!(error instanceof Refusal) || error.code !== 'WS_002') return
    const params = v.safeParse(RoomParamsSchema, request.params)
    const room_name = params.success ? parseRoom(params.output.room)?.name : null
    const target = `${request.method} ${request.routeOptions.url ?? ''}`
    auditCall(request, context, { action: 'refused', room_name, target })
  })
}
