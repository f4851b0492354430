import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import sirv from 'sirv'

const DIST = fileURLToPath(new URL('../dist', import.meta.url))
const INLINE_SCRIPT = /<script(?![^>]*\bsrc=)[^>]*>(.*?)<\/script>/gs
const NOT_YET = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Documentation</title>
<meta http-equiv="refresh" content="2"><body style="font-family: system-ui; margin: 3rem">
<p>The documentation is being built, and shows here in a moment. If it does not: <code>npm run build:docs</code>.</p>`

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/** Serves the built site for addresses below its base, which are given without it. */
export function createDocsHandler(): Handler {
  // Looked up at each request: it may be built while this runs.
  const serve = sirv(DIST, { dev: true, setHeaders })
  return (request, response, next) => {
    if (existsSync(path.join(DIST, 'index.html'))) return serve(request, response, () => notFound(response, next))
    response.writeHead(503, { 'Content-Type': 'text/html' }).end(NOT_YET)
  }
}

function notFound(response: ServerResponse, next: () => void): void {
  const page = path.join(DIST, '404.html')
  if (!existsSync(page)) return next()
  setHeaders(response, '/404.html')
  response.writeHead(404, { 'Content-Type': 'text/html' }).end(readFileSync(page))
}

/** Nothing is loaded from outside, and only the scripts that were built run. The search is WebAssembly. */
function setHeaders(response: ServerResponse, pathname: string): void {
  const scripts = ["'self'", "'wasm-unsafe-eval'", ...inlineScripts(pathname)]
  const policy = [
    "default-src 'self'",
    `script-src ${scripts.join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]
  response.setHeader('Content-Security-Policy', policy.join('; '))
  response.setHeader('X-Content-Type-Options', 'nosniff')
}

/** The hashes of the scripts in a page. */
function inlineScripts(pathname: string): string[] {
  const file = path.join(DIST, pathname.endsWith('.html') ? pathname : `${pathname}/index.html`)
  if (!file.startsWith(DIST) || !existsSync(file)) return []
  const scripts = [...readFileSync(file, 'utf8').matchAll(INLINE_SCRIPT)].map(([, code = '']) => code)
  return scripts.map((code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`)
}
