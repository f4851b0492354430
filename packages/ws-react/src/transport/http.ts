import { httpError, type Reader } from '@mediconnect/protocol/client/bodies'
import type { TokenSource } from './token.ts'

/** A call the server refused, or that did not reach it (`status` 0). `retryAfter` is in milliseconds. */
export class RequestError extends Error {
  override name = 'RequestError'
  readonly status: number
  readonly code: string | undefined
  readonly retryAfter: number | undefined

  constructor(message: string, status: number, code?: string, retryAfter?: number) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }
}

/** Refusals that may be another answer next time: too slow, too often. */
const TEMPORARY = [408, 429]

/** Whether the server has said no: asking again would not change that. */
export function isRefusal(error: unknown): boolean {
  return error instanceof RequestError && error.status >= 400 && error.status < 500 && !TEMPORARY.includes(error.status)
}

export interface HttpRequest {
  method?: 'GET' | 'POST'
  body?: string | FormData
  signal?: AbortSignal
  /** Sends it instead of the browser's fetch. */
  send?: (url: string, init: RequestInit, onProgress: HttpRequest['onProgress']) => Promise<Response>
  /** Told by `send`: how much is uploaded, 0 to 1. */
  onProgress?: (fraction: number) => void
}

/** Calls to the server, with the token, checked by the protocol's readers. */
export interface Http {
  json<Body>(read: Reader<Body>, path: string, request?: HttpRequest): Promise<Body>
  blob(path: string, signal?: AbortSignal): Promise<Blob>
}

export interface HttpOptions {
  /** Where the server's `/api/` begins, without a slash at the end. */
  baseUrl: string
  tokens: TokenSource
  /** One to test with; without it the browser's, or the request's own. */
  fetch?: typeof fetch
  /** Ends all calls, under way and to come, as on sign-out. */
  signal: AbortSignal
}

const UNAUTHORIZED = 401

export function createHttp({ baseUrl, tokens, fetch, signal: ended }: HttpOptions): Http {
  async function call(path: string, request: HttpRequest, retried = false): Promise<Response> {
    const token = await tokens.get()
    const headers: Record<string, string> = { Authorization: `Bearer ${token}` }
    if (typeof request.body === 'string') headers['Content-Type'] = 'application/json'
    const signal = request.signal ? AbortSignal.any([request.signal, ended]) : ended
    const init: RequestInit = { method: request.method ?? 'GET', headers, body: request.body, signal }
    const url = `${baseUrl}${path}`
    let response: Response
    try {
      const send = fetch ?? request.send ?? globalThis.fetch
      response = await send(url, init, request.onProgress)
    } catch (error) {
      if (signal.aborted) throw error
      throw new RequestError('The server could not be reached. Check the connection and try again.', 0)
    }
    if (response.ok) return response
    if (response.status === UNAUTHORIZED && !retried) {
      tokens.invalidate(token)
      return call(path, request, true)
    }
    throw await refusal(response)
  }

  return {
    json: async (read, path, request = {}) => {
      const response = await call(path, request)
      const json: unknown = await response.json()
      ended.throwIfAborted()
      try {
        return read(json)
      } catch {
        throw new RequestError(`The server's answer to ${path} is not what the protocol says.`, response.status)
      }
    },
    blob: async (path, signal) => (await call(path, { signal })).blob(),
  }
}

/** What the server says went wrong; a proxy before it may have answered something else. */
async function refusal(response: Response): Promise<RequestError> {
  try {
    const { code, message, details, retry_after } = httpError(await response.json())
    const text = details ? `${message}: ${details}` : message
    return new RequestError(text, response.status, code, retry_after ?? undefined)
  } catch {
    return new RequestError(`The server answered ${response.status}.`, response.status)
  }
}
