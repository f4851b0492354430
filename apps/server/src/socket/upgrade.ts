import { randomUUID } from 'node:crypto'
import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { ERRORS, Refusal } from '@mediconnect/protocol'
import { WebSocketServer } from 'ws'
import type { Identity } from '../auth/authenticate.ts'
import { awayRefusal } from '../awayRefusal.ts'
import { ChatConversation } from '../session/chatConversation.ts'
import { errorFrame } from '../session/errorFrame.ts'
import { createNotificationConversation } from '../session/notificationConversation.ts'
import type { Services } from '../session/services.ts'
import { Session, type Conversation, type SessionHandle } from '../session/session.ts'
import { bearerOf } from './bearer.ts'
import { createClientAddress } from './clientAddress.ts'
import { Connection, type ConnectionRules } from './connection.ts'
import { frameLimits } from './frameLimits.ts'
import { createHeartbeat } from './heartbeat.ts'
import { isAllowedOrigin } from './origin.ts'
import { SocketOutbound, type Outbound } from './outbound.ts'
import { isSocketPath, parseRoute, parseTarget, type Route, type Target } from './route.ts'
import { ServerSocket } from './serverSocket.ts'
import type { Strangers } from './strangers.ts'
import { createUserConnections } from './userConnections.ts'

/** How long what came in may take to be finished when the server goes; a peer that does not read could take for ever. */
const FINISH_MS = 4_000
/** How long peers get to finish the closing handshake when the server goes. */
const GOODBYE_MS = 3_000
/** How long a peer that broke the protocol gets to finish the closing handshake. */
const CLOSE_MS = 3_000
const SERVICE_RESTART = 1012

/** Someone at the door. */
interface Visit {
  readonly request: IncomingMessage
  readonly stream: Duplex
  readonly head: Buffer
  readonly target: Target
}

export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** No new sockets; what came in is finished, then all are closed. */
  drain(): Promise<void>
}

/** HTTP upgrade → authenticated session. */
export function createSockets(services: Services & { readonly strangers: Strangers }): Sockets {
  const { config, store, metrics, log, now, strangers } = services
  const live = new Set<Connection>()
  const connections = createUserConnections()
  const client = createClientAddress(config.trustedProxies)
  const heartbeat = createHeartbeat(config.heartbeatTimeoutMs)
  const limits = frameLimits(config.maxMessageBytes)
  const options = {
    noServer: true,
    // We keep our own list.
    clientTracking: false,
    ...limits,
    closeTimeout: CLOSE_MS,
    perMessageDeflate: false,
    WebSocket: ServerSocket,
    handleProtocols: (protocols: Set<string>) => (protocols.has('chat') ? 'chat' : false),
  } as const
  const server = new WebSocketServer(options)
  const rules: ConnectionRules = { ...config, maxFragments: limits.maxFragments, onClose }
  const onSocketError = (error: Error) => log.debug({ err: error }, 'WebSocket error')
  const idPrefix = randomUUID()
  let opened = 0
  let isDraining = false

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    stream.on('error', destroyStream)
    const target = parseTarget(request.url ?? '')
    if (isDraining) return refuseUpgrade(stream, 503)
    if (!isAllowedOrigin(request, config.allowedOrigins)) return refuseUpgrade(stream, 403)
    if (!isSocketPath(target.path)) return refuseUpgrade(stream, 404)
    if (!strangers.admit(request, stream)) return refuseUpgrade(stream, 429)
    // The library takes the stream over, and begins to read, once it is known who is there.
    identify(request, target)
      .then((who) => shakeHands({ request, stream, head, target }, who))
      .catch((error: unknown) => {
        log.error({ err: error }, 'A socket could not be accepted')
        stream.destroy()
      })
  }

  async function identify(request: IncomingMessage, { query }: Target): Promise<Identity | Refusal> {
    try {
      const identity = await services.authenticate(bearerOf(request, query))
      return identity ?? new Refusal('WS_001', 'The token is missing, wrong, expired, or its user is not active.')
    } catch (error) {
      log.error({ err: error }, 'Authentication could not be checked')
      return new Refusal('WS_003', 'The server could not check the token.')
    }
  }

  function shakeHands(visit: Visit, who: Identity | Refusal): void {
    const { request, stream, head } = visit
    // What the library answers leaves in one write with the first frame.
    stream.cork()
    server.handleUpgrade(request, stream, head, (socket) => accept(socket, visit, who))
  }

  function accept(socket: ServerSocket, { request, stream, target }: Visit, who: Identity | Refusal): void {
    const outbound = new SocketOutbound(socket, stream)
    socket.on('error', onSocketError)
    if (isDraining) return outbound.close(SERVICE_RESTART, 'The server restarts.')
    if (who instanceof Refusal) return refuse(outbound, who)
    strangers.recognise(stream)
    try {
      open(socket, outbound, who, parseRoute(target), client.of(request))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refuse(outbound, error)
    }
  }

  function refuse(outbound: Outbound, refusal: Refusal): void {
    metrics.countError(refusal.code)
    log.info({ event_type: 'refused', code: refusal.code }, 'WebSocket refused')
    outbound.send(errorFrame(refusal, now()))
    outbound.close(ERRORS[refusal.code].closeCode, ERRORS[refusal.code].message)
  }

  function open(socket: ServerSocket, outbound: Outbound, identity: Identity, route: Route, address: string): void {
    const userId = identity.user.id
    if (connections.of(userId) + services.presence.socketsElsewhere(userId) >= config.maxConnectionsPerUser) {
      throw new Refusal('WS_007', `A user has at most ${config.maxConnectionsPerUser} connections at a time.`)
    }
    const socketId = `${idPrefix}-${++opened}`
    const room_name = route.kind === 'chat' ? route.room.name : null
    const session = new Session(services, {
      socketId,
      identity,
      origin: { user_id: userId, room_name, address, socket_id: socketId },
      outbound,
      flow: socket,
      createConversation: (handle) => conversationFor(route, handle, services),
    })
    const connection = new Connection(rules, socket, session, route.kind)
    live.add(connection)
    connections.add(userId)
    heartbeat.watch(connection)
    store.audit.record({ action: 'connected', ...session.origin })
    metrics.connections[route.kind]++
    log.info({ event_type: 'connect', ...aboutOf(connection) }, 'WebSocket connect')
  }

  function onClose(connection: Connection, code: number): void {
    const { session, kind } = connection
    live.delete(connection)
    heartbeat.unwatch(connection)
    connections.remove(session.user.id)
    session.closed()
    store.audit.record({ action: 'disconnected', target: String(code), ...session.origin })
    metrics.connections[kind]--
    log.info({ event_type: 'disconnect', ...aboutOf(connection), close_code: code }, 'WebSocket disconnect')
  }

  const stopListening = services.layer.onConnection((isConnected) => {
    if (!isConnected) for (const { session } of live) session.tell(awayRefusal())
  })

  return {
    upgrade,
    async drain() {
      isDraining = true
      stopListening()
      const finished = Promise.all([...live].map(({ session }) => session.drain()))
      await within(FINISH_MS, finished)
      heartbeat.close()
      const open = [...live]
      const closed = Promise.all(open.map(({ socket }) => new Promise((resolve) => socket.once('close', resolve))))
      await within(GOODBYE_MS, closed)
      for (const { socket } of live) socket.terminate()
      await closed
      server.close()
    },
  }
}

function conversationFor(route: Route, session: SessionHandle, services: Services): Conversation {
  return route.kind === 'chat'
    ? new ChatConversation({ ...route, session, services })
    : createNotificationConversation({ since: route.since, session, services })
}

/** Who it is, for the log. */
function aboutOf({ session, kind }: Connection) {
  return { user_id: session.user.id, socket_id: session.socketId, kind }
}

/** Waits for `task`, but no longer than that. */
async function within(ms: number, task: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([task, deadline])
  clearTimeout(timer)
}

/** Stands alone: a closure made where the request is known would keep the request as long as the socket. */
function destroyStream(this: Duplex): void {
  this.destroy()
}

/** The only refusals a peer sees as an HTTP status; they cost less than an upgrade. */
function refuseUpgrade(stream: Duplex, status: 403 | 404 | 429 | 503): void {
  stream.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    stream.destroy(),
  )
}
