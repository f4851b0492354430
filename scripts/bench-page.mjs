// `npm run bench:page`: what Lighthouse would tell of the demo's production build, measured in Chromium: first and largest
// paint and blocked time while it loads, and the time from a key or click to the next paint while 50 messages a second
// arrive. `--rounds 5`, `--cpu 4` for a processor that many times slower.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { freePort, startProgram } from '../apps/demo/e2e/process.ts'
import { measureInteractions } from './bench-page/measureInteractions.mjs'
import { measureLoad } from './bench-page/measureLoad.mjs'
import { printTable } from './bench-page/printTable.mjs'
import { findChromium } from './chromium.mjs'
import { CHROMIUM_FLAGS } from './chromiumFlags.ts'
import { buildPage } from './demo/buildPage.mjs'

const SERVER = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url))
const HOST = '127.0.0.1'

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, cpu: { type: 'string', default: '1' } },
})
const [rounds, cpu] = [Number(values.rounds), Number(values.cpu)]
if (!(rounds >= 1 && cpu >= 1)) throw new RangeError('--rounds and --cpu are numbers from 1.')

await buildPage()
const [serverPort, pagePort] = [await freePort(), await freePort()]
const [server, page] = [`http://${HOST}:${serverPort}`, `http://${HOST}:${pagePort}`]
const data = await mkdtemp(path.join(os.tmpdir(), 'mediconnect-bench-page-'))
const programs = []
let browser
try {
  await start(['--conditions=source', SERVER], `${server}/healthz`, {
    PORT: String(serverPort),
    DATABASE_URL: `sqlite://${path.join(data, 'mediconnect.db')}`,
    SEED: 'demo',
    RATE_LIMIT_MESSAGES: '1000000',
  })
  const vite = fileURLToPath(new URL('../node_modules/vite/bin/vite.js', import.meta.url))
  const preview = [vite, 'preview', 'apps/demo', '--port', String(pagePort), '--strictPort']
  await start(preview, page, { MEDICONNECT_SERVER: server })
  browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_FLAGS })
  const figures = []
  for (let round = 1; round <= rounds; round += 1) {
    console.error(`round ${round} of ${rounds}`)
    figures.push({
      ...(await measureLoad({ browser, page, cpu })),
      ...(await measureInteractions({ browser, page, server, cpu })),
    })
  }
  printTable(figures, { rounds, cpu })
} finally {
  await browser?.close()
  for (const program of programs) await program.kill('SIGKILL')
  await rm(data, { recursive: true, force: true })
}

async function start(args, url, env) {
  programs.push(
    await startProgram(process.execPath, args, { cwd: process.cwd(), url, env: { ...process.env, ...env } }),
  )
}
