// `npm run docs`: builds the documentation and serves it until Ctrl-C.
import { freePort } from './demo/freePort.mjs'
import { buildDocs } from './docs/buildDocs.mjs'
import { serveDocs } from './docs/serveDocs.mjs'

const HOST = '127.0.0.1'
const PORT = 4321

console.log('[docs] Building …')
await buildDocs()
const { url } = await serveDocs({ host: HOST, port: await freePort('the documentation', PORT, HOST) })
console.log(`[docs] The documentation is at ${url} (Ctrl-C stops it).`)
