import { once } from 'node:events'
import { createServer } from 'node:http'
import { BASE } from '../../apps/docs/pages.ts'
import { createDocsHandler } from '../../apps/docs/serve/docsHandler.ts'

/**
 * Serves the built documentation; port 0 takes a free one.
 * @param {{ host: string, port: number }} where
 */
export async function serveDocs({ host, port }) {
  const serve = createDocsHandler()
  const server = createServer((request, response) => {
    const { url = '/' } = request
    if (!url.startsWith(`${BASE}/`)) return response.writeHead(302, { Location: `${BASE}/` }).end()
    request.url = url.slice(BASE.length)
    serve(request, response, () => response.writeHead(404).end())
  })
  server.listen(port, host)
  await once(server, 'listening')
  return { url: `http://${host}:${server.address().port}${BASE}/`, stop: () => server.close() }
}
