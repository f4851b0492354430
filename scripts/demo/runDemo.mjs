import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { buildDocsBeside } from './buildDocsBeside.mjs'
import { buildPage } from './buildPage.mjs'
import { startControl } from './control.ts'
import { freePort } from './freePort.mjs'
import { keepRunning } from './keepRunning.mjs'
import { say } from './say.mjs'
import { untilAnswers } from './untilAnswers.mjs'

const HOST = '127.0.0.1'
const SERVER_PORT = 8000
const PAGE_PORT = 5173
const STORYBOOK_PORT = 6006
/** Whoever started this may be killed without a chance to tell. */
const ORPHAN_CHECK_MS = 1_000
const USERS = [
  ['dr_smith', 'doctor'],
  ['patient_doe', 'patient'],
  ['nurse_lee', 'care team'],
  ['dr_jones', 'doctor'],
  ['patient_roe', 'patient'],
  ['admin', 'administrator'],
]

/**
 * Runs the server with its demo data, and the page, until a signal or Ctrl-C ends them.
 * @param {{ page: 'built' | 'dev', data: string, storybook?: boolean }} options
 */
export async function runDemo({ page, data, storybook = false }) {
  const folder = path.resolve(data)
  const running = []
  let stopping = false
  const stop = async (exitCode) => {
    if (stopping) return
    stopping = true
    say('Stopping …')
    await Promise.all(running.map((one) => one.stop()))
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0))
  // A terminal that is gone must not keep the rest from being stopped.
  process.stdout.on('error', () => void stop(0))
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && void stop(0), ORPHAN_CHECK_MS).unref()
  const run = (name, file, args, env) => {
    const logFile = path.join(folder, `${file}.log`)
    writeFileSync(logFile, '', { flag: 'a' })
    truncateSync(logFile)
    const options = { name, args, env: { ...process.env, ...env }, logFile, onHopeless: () => void stop(1) }
    const one = keepRunning(options)
    running.push(one)
    return one
  }

  try {
    mkdirSync(folder, { recursive: true })
    if (page === 'built') await buildPage()

    const serverPort = await freePort('the server', SERVER_PORT, HOST)
    const serverUrl = `http://${HOST}:${serverPort}`
    say(`Starting the server on port ${serverPort}, its data in ${data}/ …`)
    const databaseFile = path.join(folder, 'mediconnect.db')
    const server = run('The server', 'server', ['--conditions=source', 'apps/server/src/main.ts'], {
      SEED: 'demo',
      HOST,
      PORT: String(serverPort),
      DATABASE_URL: `sqlite://${databaseFile}`,
      // Meant for other servers, if they are set at all.
      REDIS_URL: '',
      ALLOWED_ORIGINS: '',
    })

    const control = await startControl(0, { databaseFile, restart: server.restart })
    running.push(control)

    const pagePort = await freePort('the page', PAGE_PORT, HOST)
    const pageUrl = `http://${HOST}:${pagePort}/`
    say(`Starting the page on port ${pagePort} …`)
    const command = page === 'built' ? ['preview', 'apps/demo'] : ['dev', 'apps/demo']
    run('The page', 'page', [binary('vite', 'vite'), ...command, '--port', String(pagePort), '--strictPort'], {
      MEDICONNECT_SERVER: serverUrl,
      MEDICONNECT_CONTROL: control.url,
    })

    if (storybook) {
      const port = await freePort('Storybook', STORYBOOK_PORT, HOST)
      const args = ['dev', '-p', String(port), '--host', HOST, '--ci', '--disable-telemetry']
      run('Storybook', 'storybook', [binary('storybook', 'storybook'), ...args], {})
      say(`Storybook will be at http://${HOST}:${port}/ in a moment.`)
    }

    await untilAnswers('The server', `${serverUrl}/healthz`)
    await untilAnswers('The page', pageUrl)
    await untilAnswers('The server, asked through the page,', `${pageUrl}healthz`)
    if (stopping) return
    welcome(pageUrl, data)
    running.push(buildDocsBeside())
  } catch (error) {
    if (stopping) return
    say(error.message)
    await stop(1)
  }
}

/** The file behind a package's command, so that no shell stands between us and the process we stop. */
function binary(packageName, command) {
  const require = createRequire(path.resolve('package.json'))
  const manifest = require.resolve(`${packageName}/package.json`)
  const { bin } = require(manifest)
  return path.resolve(path.dirname(manifest), typeof bin === 'string' ? bin : bin[command])
}

function welcome(pageUrl, data) {
  const users = USERS.map(([name, role]) => `    ${name.padEnd(14)}${role}`).join('\n')
  console.log(`
  MediConnect is running at  ${pageUrl}

  Sign in with the password "demo" as one of
${users}

  Doctor and patient side by side:  ${pageUrl}#/side-by-side
  Documentation:                    ${pageUrl}docs/
  For whoever tests, with faults:   ${pageUrl}#/qa
  Logs and data are in ${data}/; delete it to begin anew. Ctrl-C stops everything.
`)
}
