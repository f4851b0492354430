import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { startControl } from '../../../scripts/demo/control.ts'
import { startCutter } from './cutter.ts'
import { freePort, startProgram, type Program } from './process.ts'

const DEMO = fileURLToPath(new URL('..', import.meta.url))
const SERVER = fileURLToPath(new URL('../../server/bin/mediconnect-server', import.meta.url))

/** The built server on a database of its own, and the built demo in front of it. */
export interface World {
  readonly url: string
  readonly serverUrl: string
  startServer(): Promise<void>
  killServer(signal?: NodeJS.Signals): Promise<void>
  /** Breaks every connection of the pages without a goodbye, and takes no new ones until `mend`. */
  cut(): void
  mend(): void
  /** A browser profile of its own, closed at the end. */
  newContext(): Promise<BrowserContext>
  /** Opens the demo as a user, in a browser context of its own unless one is given. */
  signIn(username: string, context?: BrowserContext): Promise<Page>
  /** What went wrong in any page: console errors and warnings, uncaught errors. */
  readonly complaints: string[]
  close(): Promise<void>
}

export interface WorldOptions {
  /** More of the server's environment. */
  serverEnv: Record<string, string>
}

export const test = base.extend<WorldOptions & { world: World }>({
  serverEnv: [{}, { option: true }],
  world: async ({ browser, serverEnv }, use) => {
    const world = await createWorld(browser, serverEnv)
    await use(world)
    await world.close()
  },
})

/** Starts all of it on free ports, with a folder of its own. */
export async function createWorld(browser: Browser, serverEnv: Record<string, string>): Promise<World> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'mediconnect-e2e-'))
  const databaseFile = path.join(folder, 'mediconnect.db')
  const [serverPort, pagePort] = [await freePort(), await freePort()]
  const serverUrl = `http://127.0.0.1:${serverPort}`
  const cutter = await startCutter(pagePort)
  const url = `http://127.0.0.1:${cutter.port}`
  const contexts: BrowserContext[] = []
  const complaints: string[] = []
  let server: Program | undefined

  const startServer = async (): Promise<void> => {
    server = await startProgram(process.execPath, [SERVER], {
      cwd: folder,
      url: `${serverUrl}/healthz`,
      env: {
        PATH: process.env.PATH,
        PORT: String(serverPort),
        DATABASE_URL: `sqlite://${databaseFile}`,
        SEED: 'demo',
        ...serverEnv,
      },
    })
  }
  const newContext = async (): Promise<BrowserContext> => {
    const context = await browser.newContext()
    contexts.push(context)
    return context
  }
  const control = await startControl(0, {
    databaseFile,
    restart: async (signal, downMs) => {
      await server?.kill(signal)
      setTimeout(() => void startServer(), downMs)
    },
  })
  const page = await startProgram(
    'vite',
    ['preview', '--host', '127.0.0.1', '--port', String(pagePort), '--strictPort'],
    {
      cwd: DEMO,
      url: `http://127.0.0.1:${pagePort}`,
      env: { ...process.env, MEDICONNECT_SERVER: serverUrl, MEDICONNECT_CONTROL: control.url },
    },
  )
  await startServer()

  return {
    url,
    serverUrl,
    complaints,
    startServer,
    newContext,
    cut: cutter.cut,
    mend: cutter.mend,
    killServer: async (signal = 'SIGKILL') => server?.kill(signal),
    signIn: async (username, given) => {
      const context = given ?? (await newContext())
      const opened = await context.newPage()
      opened.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(`${username}: ${message.text()}`)
      })
      opened.on('pageerror', (error) => complaints.push(`${username}: ${String(error)}`))
      await opened.goto(url)
      await opened.getByTestId(`sign-in-${username}`).click()
      await opened.getByTestId('top-bar').waitFor()
      return opened
    },
    close: async () => {
      for (const context of contexts) await context.close()
      await server?.kill('SIGKILL')
      await page.kill('SIGKILL')
      await control.stop()
      cutter.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export { expect } from '@playwright/test'
