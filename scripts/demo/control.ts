import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { CONTROL_HEADER, CONTROL_PATH } from '../../apps/demo/src/qa/tools/controlPath.ts'
import { holdDatabase } from './holdDatabase.ts'

/** What of the demo's server the page may break, for whoever tests. The server itself knows nothing of it. */
export interface ControlledServer {
  /** The SQLite file it writes to. */
  readonly databaseFile: string
  /** Ends it with a signal, and starts it again after so many milliseconds. */
  restart(signal: 'SIGTERM' | 'SIGKILL', downMs: number): Promise<void>
}

export interface Control {
  readonly url: string
  stop(): Promise<void>
}

const HOST = '127.0.0.1'
const LONGEST_S = 60
const MS = 1_000

/** Lets the demo's page restart the server and pause the database. Reached from this machine alone. */
export async function startControl(port: number, server: ControlledServer): Promise<Control> {
  const listener = createServer((request, response) => {
    void answer(request, server).then(
      (status) => finish(response, status),
      (error: unknown) => finish(response, 500, error instanceof Error ? error.message : String(error)),
    )
  })
  listener.listen(port, HOST)
  await new Promise<void>((resolve, reject) => {
    listener.once('listening', resolve)
    listener.once('error', reject)
  })
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return {
    url: `http://${HOST}:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        listener.close(() => resolve())
        listener.closeAllConnections()
      }),
  }
}

/** The status of the answer. */
async function answer(request: IncomingMessage, server: ControlledServer): Promise<number> {
  if (!isFromHere(request)) return 403
  const { pathname, searchParams } = new URL(request.url ?? '/', `http://${HOST}`)
  const action = pathname.slice(CONTROL_PATH.length + 1)
  if (request.method === 'GET' && action === '') return 200
  if (request.method !== 'POST') return 405
  const seconds = Number(searchParams.get('seconds') ?? 0)
  if (!(seconds >= 0 && seconds <= LONGEST_S)) return 400
  if (action === 'restart' || action === 'kill') {
    await server.restart(action === 'kill' ? 'SIGKILL' : 'SIGTERM', seconds * MS)
    return 200
  }
  if (action !== 'pause-database') return 404
  return holdDatabase(server.databaseFile, seconds * MS) ? 200 : 409
}

/** From the demo's page on this machine: not from another site, nor through a name that was made to point here. */
function isFromHere({ headers }: IncomingMessage): boolean {
  const host = headers.host ?? ''
  const { origin } = headers
  const isLocal = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)
  return isLocal && headers[CONTROL_HEADER] === '1' && (origin === undefined || origin === `http://${host}`)
}

function finish(response: ServerResponse, status: number, problem?: string): void {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(problem === undefined ? { control: status === 200 } : { problem }))
}
