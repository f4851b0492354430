// Renders the README's component in Node, where there is no DOM, and serves what hydrates it.
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { render } from './dist-render/render.js'
import { signIn } from './src/session.js'

const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.map': 'application/json' }
const { PORT, VITE_SERVER } = process.env
const manifest = JSON.parse(await readFile('dist-hydrate/.vite/manifest.json', 'utf8'))
const entry = manifest['src/hydrate.jsx']
const styles = (entry.css ?? []).map((file) => `<link rel="stylesheet" href="/${file}">`).join('')

const server = createServer((request, response) => {
  answer(request, response).catch((error) => response.writeHead(500).end(String(error?.stack ?? error)))
})
server.listen(Number(PORT), '127.0.0.1')
await once(server, 'listening')

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost')
  if (pathname !== '/') {
    const type = TYPES[path.extname(pathname)]
    if (!type) return response.writeHead(404).end()
    response.writeHead(200, { 'Content-Type': type })
    return response.end(await readFile(path.join('dist-hydrate', pathname)))
  }
  const user = searchParams.get('user')
  // Whoever only asks whether this is there.
  if (!user) return response.writeHead(200).end()
  const props = await signIn(VITE_SERVER, user)
  const html = await rendered(props)
  response.writeHead(200, { 'Content-Type': 'text/html' })
  response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A new app</title>
<link rel="icon" href="data:,">${styles}</head><body><div id="root" style="height: 600px">${html}</div>
<script type="application/json" id="props">${JSON.stringify(props).replaceAll('<', '\\u003c')}</script>
<script type="module" src="/${entry.file}"></script></body></html>`)
}

async function rendered(props) {
  const html = new PassThrough()
  render(props, html, (error) => html.destroy(error))
  return text(html)
}
