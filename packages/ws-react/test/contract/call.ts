import type { Target } from './target.ts'

interface CallOptions {
  /** Makes it a POST. */
  readonly json?: object
  readonly form?: FormData
}

/** An HTTP call as a user; `null`: without a token. */
export async function call(
  target: Target,
  userId: number | null,
  path: string,
  { json, form }: CallOptions = {},
): Promise<{ status: number; headers: Headers; body: unknown; text: string }> {
  const headers: Record<string, string> = json ? { 'Content-Type': 'application/json' } : {}
  if (userId !== null) headers.Authorization = `Bearer ${await target.token(userId)}`
  const response = await target.fetch(`${target.url}${path}`, {
    method: json || form ? 'POST' : 'GET',
    headers,
    body: json ? JSON.stringify(json) : form,
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : undefined, text }
}
