import { ServerResponse, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import cors from '@fastify/cors'
import multipart from '@fastify/multipart'
import { MAX_FILE_NAME_LENGTH } from '@mediconnect/protocol'
import Fastify, { type FastifyInstance } from 'fastify'
import { auditRoutes } from './audit.ts'
import { auditRefusals } from './auditCall.ts'
import { createCallLimit } from './callLimit.ts'
import { answerClientError } from './clientError.ts'
import { downloadRoutes } from './download.ts'
import { healthRoutes } from './health.ts'
import { createErrorHandler, HttpRefusal } from './httpError.ts'
import { messageRoutes } from './messages.ts'
import { notificationRoutes } from './notifications.ts'
import { readyRoutes } from './ready.ts'
import { roomRoutes } from './rooms.ts'
import type { HttpContext } from './routes.ts'
import { tokenRoutes } from './token.ts'
import { uploadRoutes } from './uploads.ts'
import { userRoutes } from './users.ts'

const MAX_BODY_BYTES = 1024 * 1024
/** A file's name of the greatest length, each of its characters percent-encoded. */
const MAX_PARAM_LENGTH = MAX_FILE_NAME_LENGTH * 12
/** The head of a call has to be here by then, the whole of it by then; a large file over a slow line takes its time. */
const HEADERS_MS = 15_000
const REQUEST_MS = 10 * 60_000
/** How often a call that takes longer is looked for, in parts of the time for its head. */
const CHECKS_PER_TIMEOUT = 3
const ROUTES = [
  tokenRoutes,
  userRoutes,
  roomRoutes,
  messageRoutes,
  uploadRoutes,
  downloadRoutes,
  notificationRoutes,
  auditRoutes,
  healthRoutes,
  readyRoutes,
]

/** All HTTP calls. The framework's own log stays off: it would write tokens from URLs. */
export async function createApp(shared: Omit<HttpContext, 'calls'>): Promise<FastifyInstance> {
  const context = { ...shared, calls: createCallLimit() }
  const { config, log, metrics } = context
  const onError = createErrorHandler(metrics, log)
  // What is answered and neither read nor followed for so long is given up, with what it holds. Not from the connection
  // on: sockets have their heartbeat, and a timer that is taken away again costs each of them.
  const watch = (socket: Socket) => void socket.setTimeout(config.heartbeatTimeoutMs)
  /** Made for every call, also for those that reach no route, and for no upgrade. */
  class WatchedResponse<Request extends IncomingMessage> extends ServerResponse<Request> {
    constructor(...args: ConstructorParameters<typeof ServerResponse<Request>>) {
      super(...args)
      watch(args[0].socket)
    }
  }
  const headersTimeout = Math.min(HEADERS_MS, config.heartbeatTimeoutMs)
  const app = Fastify({
    logger: false,
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    bodyLimit: MAX_BODY_BYTES,
    // A call that drips is given up.
    requestTimeout: REQUEST_MS,
    http: {
      headersTimeout,
      connectionsCheckingInterval: Math.ceil(headersTimeout / CHECKS_PER_TIMEOUT),
      ServerResponse: WatchedResponse,
    },
    // Addresses that cannot be read never reach a route, nor its error handler.
    frameworkErrors: (error, request, reply) => void onError(error, request, reply),
    clientErrorHandler(error, socket) {
      watch(socket)
      answerClientError(error, socket)
    },
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: MAX_PARAM_LENGTH },
  })
  app.server.on('connection', context.strangers.arrived)
  app.server.on('checkExpectation', (_request, response) => response.writeHead(417, { connection: 'close' }).end())
  auditRefusals(app, context)
  app.setErrorHandler(onError)
  app.setNotFoundHandler(() => {
    throw new HttpRefusal(404, 'WS_005', 'There is nothing at this address.')
  })
  app.addHook('onResponse', async (request, reply) => {
    log.debug(
      { method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: reply.elapsedTime },
      'HTTP call',
    )
  })
  // Answers are one user's; only the routes that say otherwise may be kept.
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    reply.header('x-content-type-options', 'nosniff')
  })
  if (config.allowedOrigins) {
    await app.register(cors, {
      origin: [...config.allowedOrigins],
      methods: ['GET', 'POST'],
      allowedHeaders: ['authorization', 'content-type'],
    })
  }
  await app.register(multipart, { throwFileSizeLimit: false })
  for (const routes of ROUTES) routes(app, context)
  return app
}
