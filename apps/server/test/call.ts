import type { TestServer } from './startServer.ts'

/** Calls the server's HTTP interface as a user. */
export async function call(
  server: TestServer,
  userId: number | undefined,
  path: string,
  init: RequestInit & { json?: unknown } = {},
): Promise<{ status: number; headers: Headers; body: unknown }> {
  const headers = new Headers(init.headers)
  if (userId !== undefined) headers.set('authorization', `Bearer ${await server.token(userId)}`)
  if (init.json !== undefined) headers.set('content-type', 'application/json')
  const body = init.json === undefined ? init.body : JSON.stringify(init.json)
  const response = await fetch(server.url + path, { ...init, headers, body })
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return {
    status: response.status,
    headers: response.headers,
    body: isJson ? await response.json() : await response.text(),
  }
}
