import react from '@vitejs/plugin-react'
import { createLogger, defaultClientConditions, defineConfig, type Logger, type ProxyOptions } from 'vite'
import { docsPlugin } from '../docs/serve/docsPlugin.ts'
import { CONTROL_PATH } from './src/qa/tools/controlPath.ts'

const SERVER = process.env.MEDICONNECT_SERVER ?? 'http://127.0.0.1:8000'
/** Where the demo's runner lets its page restart the server; nowhere else. */
const CONTROL = process.env.MEDICONNECT_CONTROL
const HOST = '127.0.0.1'
const PAGE_PORT = 5173

// The server compares Origin with Host, so the page's own Host is passed on as it is.
const toServer: ProxyOptions = { target: SERVER, changeOrigin: false }
const proxy: Record<string, ProxyOptions> = {
  '/api': toServer,
  '/healthz': toServer,
  '/ws': { ...toServer, ws: true },
  ...(CONTROL && { [CONTROL_PATH]: { target: CONTROL, changeOrigin: false } }),
}

// The built page loads nothing from outside, and says so to the browser too.
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export default defineConfig({
  root: import.meta.dirname,
  customLogger: withoutProxyErrors(createLogger()),
  plugins: [react(), docsPlugin()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: { target: 'es2022', chunkSizeWarningLimit: 700 },
  server: { host: HOST, port: PAGE_PORT, proxy },
  preview: {
    host: HOST,
    port: PAGE_PORT,
    proxy,
    headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY, 'X-Content-Type-Options': 'nosniff' },
  },
})

/** While the server is away each request fails with a 502, and the page says so: one stack trace each helps nobody. */
function withoutProxyErrors(logger: Logger): Logger {
  return {
    ...logger,
    error: (message, options) => {
      if (!/(http|ws) proxy (socket )?error/.test(message)) logger.error(message, options)
    },
  }
}
