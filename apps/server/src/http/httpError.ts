import { type ErrorCode, ERRORS, Refusal } from '@mediconnect/protocol'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Metrics } from '../metrics.ts'
import { StoreBusyError } from '../store/store.ts'

const RETRY_MS = 1_000

/** Answers with a code of the table; `status` when HTTP knows a more fitting one. */
export function sendError(reply: FastifyReply, refusal: Refusal, status?: number): FastifyReply {
  const { code, details, about } = refusal
  return reply
    .code(status ?? ERRORS[code].httpStatus)
    .send({ code, message: ERRORS[code].message, details, retry_after: about.retry_after })
}

/** The one place where errors of HTTP calls end. What was not expected is logged and not shown. */
export function createErrorHandler(metrics: Metrics, log: Logger) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const refusal = asRefusal(error)
    metrics.countError(refusal.code)
    if (!(error instanceof Refusal) && ERRORS[refusal.code].httpStatus >= 500) {
      log.error({ err: error, route: request.routeOptions.url }, 'A call failed')
    }
    return sendError(reply, refusal, error instanceof HttpRefusal ? error.status : undefined)
  }
}

/** A refusal for which HTTP has a status of its own. */
export class HttpRefusal extends Refusal {
  readonly status: number

  constructor(status: number, code: ErrorCode, details: string) {
    super(code, details)
    this.status = status
  }
}

function asRefusal(error: FastifyError | Error): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof StoreBusyError) {
    return new Refusal('WS_003', 'The database is busy. Nothing was stored.', { retry_after: RETRY_MS })
  }
  const status = 'statusCode' in error ? error.statusCode : undefined
  if (status === 413) return new Refusal('WS_010', 'The body is too large.')
  if (status !== undefined && status >= 400 && status < 500) {
    return new Refusal('WS_004', 'The request could not be read.')
  }
  return new Refusal('WS_003', 'The server could not do this.', { retry_after: RETRY_MS })
}
