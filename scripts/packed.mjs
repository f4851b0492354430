// `npm run packed`: packs protocol, ws-react and chat-ui, installs them in a new Vite app outside the repository, with the
// code of the quick start and the READMEs, and tries in Chromium, against the real server, what those say: as a page, and
// rendered on a server. `--linked` takes other packages from the repository instead of the registry, `--react VERSION` another React,
// `--built` the packages as they are built already, `--keep` leaves the app where it is.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { freePort, startProgram } from '../apps/demo/e2e/process.ts'
import { findChromium } from './chromium.mjs'
import { CHROMIUM_FLAGS } from './chromiumFlags.ts'
import { createNewApp, run } from './packed/newApp.mjs'
import { step } from './step.mjs'

const SERVER = fileURLToPath(new URL('../apps/server/bin/mediconnect-server', import.meta.url))
const HOST = '127.0.0.1'
const SHOWN_WITHIN_MS = 15_000

const { values } = parseArgs({
  options: {
    linked: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    react: { type: 'string' },
  },
})
const executablePath = await findChromium()
if (!values.built) await step('Build of all packages', 'node', ['scripts/build.mjs'])

const [serverPort, pagePort, renderPort] = [await freePort(), await freePort(), await freePort()]
const server = `http://${HOST}:${serverPort}`
const page = `http://${HOST}:${pagePort}`
const render = `http://${HOST}:${renderPort}`
const data = await mkdtemp(path.join(os.tmpdir(), 'mediconnect-packed-'))
const programs = []
let browser
let app

try {
  app = say('installed', createNewApp({ server, isLinked: values.linked, react: values.react }))
  run('tsc', ['-p', '.'], app)
  say('its types are right')
  const env = { VITE_SERVER: server }
  run('vite', ['build', '--logLevel', 'warn'], app, env)
  say('built as a page')
  // React says what does not fit on hydration in its development form alone.
  const development = { ...env, NODE_ENV: 'development' }
  const vite = (...args) =>
    run('vite', ['build', '--logLevel', 'warn', '--mode', 'development', ...args], app, development)
  vite('--outDir', 'dist-hydrate', '--manifest', '--config', 'vite.hydrate.config.js')
  vite('--outDir', 'dist-render', '--ssr', 'src/render.jsx')
  say('built to be rendered on a server')

  await start(process.execPath, [SERVER], server + '/healthz', {
    PORT: String(serverPort),
    DATABASE_URL: `sqlite://${path.join(data, 'mediconnect.db')}`,
    SEED: 'demo',
    ALLOWED_ORIGINS: `${page},${render}`,
  })
  await start('vite', ['preview', '--host', HOST, '--port', String(pagePort), '--strictPort'], page)
  await start(process.execPath, ['render-server.mjs'], render, { ...development, PORT: String(renderPort) })

  browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS })
  const complaints = []
  const patient = await open(`${page}/?user=patient_doe`, complaints)
  const doctor = await open(`${page}/hooks.html?user=dr_smith`, complaints)
  await write(patient, 'From the ready-made screen.')
  await sees(doctor, 'From the ready-made screen.')
  await write(doctor, 'From the hooks.')
  await sees(patient, 'From the hooks.')
  say('two users talk, one with the components, one with the hooks')

  const html = await (await fetch(`${render}/?user=patient_doe`)).text()
  if (!html.includes('mc-chat-window')) throw new Error(`The server rendered no chat:\n${html}`)
  const rendered = await open(`${render}/?user=patient_doe`, complaints)
  await sees(rendered, 'From the hooks.')
  await write(rendered, 'From a page rendered on a server.')
  await sees(doctor, 'From a page rendered on a server.')
  say('rendered on a server, hydrated, and talks')
  if (complaints.length > 0) throw new Error(`The pages complained:\n${complaints.join('\n')}`)
  say('nothing on the console')
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  await browser?.close()
  for (const program of programs) await program.kill('SIGKILL')
  await rm(data, { recursive: true, force: true })
  if (values.keep) say('kept', app)
  else if (app) await rm(app, { recursive: true, force: true })
}

async function start(command, args, url, env = {}) {
  programs.push(await startProgram(command, args, { cwd: app, url, env: { ...process.env, ...env } }))
}

/** Each in a profile of its own: a user at a machine. */
async function open(url, complaints) {
  const opened = await browser.newPage()
  opened.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${url}: ${message.text()}`)
  })
  opened.on('pageerror', (error) => complaints.push(`${url}: ${error.stack ?? error}`))
  await opened.goto(url)
  return opened
}

async function write(opened, text) {
  const box = opened.getByRole('textbox', { name: /^Message/ })
  await box.fill(text)
  await box.press('Enter')
}

async function sees(opened, text) {
  await opened.getByText(text).first().waitFor({ timeout: SHOWN_WITHIN_MS })
}

function say(what, value) {
  console.log(`  ${what}${typeof value === 'string' ? ` (${value})` : ''}`)
  return value
}
