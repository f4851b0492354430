import http from 'node:http'
import { watchReady } from './watchReady.mjs'

const BAD_GATEWAY = 502
const UNAVAILABLE = 503

/**
 * Stands for nginx: gives each call and each socket to the next node that is ready, and to another one when that one is
 * down or drains.
 * @param {readonly string[]} urls of the nodes
 * @returns {{ server: http.Server, untilReady(url: string): Promise<void>, close(): void }}
 */
export function createProxy(urls) {
  const ready = watchReady(urls)
  let turn = 0

  function inTurn() {
    turn += 1
    return urls.map((_, index) => urls[(turn + index) % urls.length]).filter((url) => ready.has(url))
  }

  const server = http.createServer((request, response) => {
    forward(request, response, inTurn(), {
      onAnswer(answer) {
        response.writeHead(answer.statusCode, answer.rawHeaders)
        answer.pipe(response)
        answer.on('error', () => response.destroy())
      },
      onFailure: (status) => (response.headersSent ? response.destroy() : response.writeHead(status).end()),
    })
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    forward(request, socket, inTurn(), {
      onUpgrade(answer, upstream, first) {
        socket.write(headOf(answer))
        upstream.write(head)
        socket.write(first)
        join(socket, upstream)
      },
      onAnswer(answer) {
        socket.write(headOf(answer))
        answer.pipe(socket)
      },
      onFailure: (status) => socket.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`),
    })
  })

  return {
    server,
    untilReady: ready.until,
    close() {
      ready.stop()
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Sends a request to the first of `nodes` that takes it. `client`: who waits for the answer, and may leave. */
function forward(request, client, [node, ...others], handlers) {
  if (node === undefined) return handlers.onFailure(UNAVAILABLE)
  const isUpgrade = request.headers.upgrade !== undefined
  const next = () => forward(request, client, others, handlers)
  // A connection of its own: a kept one may end at the very moment it is used.
  const outgoing = http.request(node, {
    method: request.method,
    path: request.url,
    headers: headersOf(request),
    agent: false,
  })
  const leave = () => outgoing.destroy()
  client.once('close', leave)
  let isConnected = false

  outgoing.once('socket', (socket) => {
    socket.once('connect', () => {
      isConnected = true
      // Nothing of the request is used up before it is known that somebody is there.
      if (isUpgrade) outgoing.end()
      else request.pipe(outgoing)
    })
  })
  outgoing.once('response', (answer) => {
    if (!isUpgrade || answer.statusCode !== UNAVAILABLE) return handlers.onAnswer(answer)
    client.off('close', leave)
    answer.resume()
    next()
  })
  outgoing.once('upgrade', (answer, upstream, first) => handlers.onUpgrade?.(answer, upstream, first))
  outgoing.once('error', () => {
    client.off('close', leave)
    // Asking for a socket changes nothing: a node that went away in the middle of it is asked no more.
    if (isConnected && !isUpgrade) handlers.onFailure(BAD_GATEWAY)
    else next()
  })
}

/** As they came, and who asks. A node compares `Origin` with `Host`, so that stays as well. */
function headersOf({ headers, socket }) {
  const before = headers['x-forwarded-for']
  const from = socket.remoteAddress
  return { ...headers, 'x-forwarded-for': before === undefined ? from : `${before}, ${from}` }
}

/** An answer's first lines, as they came. */
function headOf({ statusCode, statusMessage, rawHeaders }) {
  let head = `HTTP/1.1 ${statusCode} ${statusMessage}\r\n`
  for (let index = 0; index < rawHeaders.length; index += 2)
    head += `${rawHeaders[index]}: ${rawHeaders[index + 1]}\r\n`
  return `${head}\r\n`
}

/** What one end says the other hears; when one goes, so does the other. */
function join(client, upstream) {
  client.pipe(upstream)
  upstream.pipe(client)
  upstream.on('error', () => client.destroy())
  client.on('close', () => upstream.destroy())
  upstream.on('close', () => client.end())
}
