// Checks what would be published: package.json against the built files, and the size in a browser.
import { build } from 'esbuild'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const PUBLISHED = ['packages/protocol', 'packages/ws-react', 'packages/chat-ui', 'apps/server']
/** Size budgets in kB (1000 bytes), min + gzip, with all dependencies but the peer ones. */
const BUDGETS = [
  { what: 'protocol, all of it', code: "export * from '@mediconnect/protocol'", from: 'packages/ws-react', budget: 12 },
  { what: 'ws-react, all of it', code: "export * from '@mediconnect/ws-react'", from: 'packages/chat-ui', budget: 25 },
  {
    what: 'ChatWindow with hooks and data layer',
    code: "export { ChatWindow } from '@mediconnect/chat-ui'; export { RealtimeProvider } from '@mediconnect/ws-react'",
    from: 'apps/demo',
    budget: 60,
  },
]
const PEERS = ['react', 'react-dom', 'react/jsx-runtime', '@tanstack/react-query']

let failed = false
for (const folder of PUBLISHED) {
  const { messages, pkg } = await publint({ pkgDir: folder, strict: true, pack: false })
  for (const message of messages) {
    console.log(`  ${folder}: ${formatMessage(message, pkg)}`)
    if (message.type === 'error') failed = true
  }
}
for (const { what, code, from, budget } of BUDGETS) {
  const size = await gzipSize(code, from)
  const verdict = size <= budget ? 'within' : 'OVER'
  console.log(`  ${what}: ${size.toFixed(1)} kB, ${verdict} its budget of ${budget} kB`)
  if (size > budget) failed = true
}
const css = gzipSync(readFileSync('packages/chat-ui/dist/styles.css')).length / 1000
console.log(`  styles.css: ${css.toFixed(1)} kB, ${css <= 8 ? 'within' : 'OVER'} its budget of 8 kB`)
process.exit(failed || css > 8 ? 1 : 0)

async function gzipSize(contents, resolveDir) {
  const result = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    external: PEERS,
    write: false,
    logLevel: 'error',
  })
  return gzipSync(result.outputFiles[0].contents).length / 1000
}
