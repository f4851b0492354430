import { HttpErrorSchema } from '@mediconnect/protocol'
import * as v from 'valibot'

/**
 * Why a call failed: the server `refused` it, wants one to wait (`limited`), could not be reached (`unreachable`),
 * or gave an answer that is not the protocol's (`unexpected`).
 */
export type ApiProblem = 'refused' | 'limited' | 'unreachable' | 'unexpected'

export class ApiError extends Error {
  override name = 'ApiError'
  readonly problem: ApiProblem
  /** Milliseconds, when the server said how long to wait. */
  readonly retryAfter: number | undefined

  constructor(problem: ApiProblem, message: string, retryAfter?: number) {
    super(message)
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

export interface ApiRequest {
  readonly method?: 'GET' | 'POST'
  readonly body?: unknown
  readonly token?: string
  readonly signal?: AbortSignal
  /** @default the browser's */
  readonly fetch?: typeof fetch
}

const TOO_MANY_REQUESTS = 429
const SERVER_ERROR = 500

/** Calls the server and parses its answer: outside data comes in by this door only. */
export async function callApi<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
  { method = 'GET', body, token, signal, fetch = window.fetch.bind(window) }: ApiRequest = {},
): Promise<v.InferOutput<Schema>> {
  const headers: Record<string, string> = {}
  if (token !== undefined) headers.Authorization = `Bearer ${token}`
  if (body !== undefined) headers['Content-Type'] = 'application/json'

  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError('unreachable', 'The server cannot be reached.')
  }
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw refusal(response.status, answer)
  const parsed = v.safeParse(schema, answer)
  if (parsed.success) return parsed.output
  throw new ApiError('unexpected', 'The server gave an answer that this page does not understand.')
}

function refusal(status: number, answer: unknown): ApiError {
  if (status >= SERVER_ERROR) return new ApiError('unreachable', 'The server cannot be reached.')
  const parsed = v.safeParse(HttpErrorSchema, answer)
  const message = parsed.success ? (parsed.output.details ?? parsed.output.message) : `The server answered ${status}.`
  const retryAfter = parsed.success ? (parsed.output.retry_after ?? undefined) : undefined
  return new ApiError(status === TOO_MANY_REQUESTS ? 'limited' : 'refused', message, retryAfter)
}
